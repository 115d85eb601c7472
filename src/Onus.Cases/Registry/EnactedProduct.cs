using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>A version of a product that is in the log.</summary>
public sealed class EnactedProduct
{
    /// <summary>The entry that enacted it: its name in the log.</summary>
    public required ulong Entry { get; init; }

    /// <summary>The compiled product.</summary>
    public required Product Product { get; init; }

    /// <summary>SHA-256 of the compiled product.</summary>
    public required Hash256 Compiled { get; init; }

    /// <summary>For each party that is bound at enactment the entry of its actor; 0 for the others.</summary>
    public required ImmutableArray<ulong> Parties { get; init; }

    /// <summary>For each account of ours the entry that opened the ledger account; 0 for the others.</summary>
    public required ImmutableArray<ulong> Accounts { get; init; }

    /// <summary>From when on it opens new cases.</summary>
    public required LogTime InEffect { get; init; }

    /// <summary>How it reckons time: its zone (UTC where it has none), its business days, its month ends.</summary>
    /// <remarks>A calendar update changes it for open cases too; the case book then sets their clocks anew.</remarks>
    public required CivilCalendar Calendar { get; set; }
}
