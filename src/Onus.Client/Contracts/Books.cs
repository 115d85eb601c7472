using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A request to open a book.</summary>
/// <param name="Book">Its id or name.</param>
/// <param name="Unit">The currency (ISO 4217) or unit.</param>
/// <param name="Digits">The decimal digits of the minor unit; a currency knows its own.</param>
public sealed record OpenBookRequest(string Book, string Unit, int? Digits = null);

/// <summary>A book as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Opened">The entry that opened it.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Unit">The currency or unit.</param>
/// <param name="Digits">The decimal digits of the minor unit.</param>
/// <param name="Purpose"><c>Money</c> or <c>Liability</c>.</param>
/// <param name="Accounts">How many accounts it has.</param>
/// <param name="Debits">The sum of posted debits of all accounts, equal to the credits.</param>
/// <param name="Pending">The sum of what is reserved.</param>
public sealed record BookView(
    Id128 Id, ulong Opened, string? Name, string Unit, int Digits, string Purpose, ulong Accounts, string Debits, string Pending);
