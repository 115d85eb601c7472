using System.Collections.Immutable;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>A compiled product with the calendar files that it is bound to, byte for byte.</summary>
public sealed record CompiledText(Product Product, ImmutableArray<byte[]> Calendars);
