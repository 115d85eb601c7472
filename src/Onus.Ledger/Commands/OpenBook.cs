using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>A request to open a book.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Book">The book's identifier, any but zero.</param>
/// <param name="Unit">The currency or unit, such as CNY.</param>
/// <param name="Digits">The decimal digits of its minor unit.</param>
/// <param name="Purpose">What the amounts are amounts of.</param>
public sealed record OpenBook(CommandHead Head, Id128 Book, string Unit, byte Digits, BookPurpose Purpose);
