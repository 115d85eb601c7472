using Onus.Core.Formats;
using Onus.Log.Notes;

namespace Onus.Engine.Auditing;

/// <summary>What an audit of a whole log found.</summary>
/// <param name="Checkpoint">The newest checkpoint, which covers everything that was audited; null where the log is damaged.</param>
public sealed record LogAuditReport(SignedCheckpoint? Checkpoint)
{
    /// <summary>What is wrong with the first entry that is, with its index; null when everything holds.</summary>
    public string? Fault { get; init; }

    /// <summary>How many entries were hashed and looked at.</summary>
    public ulong Entries { get; init; }

    /// <summary>How many entries of the ledger, of cases and of the charter were made again from the state before them and
    /// found equal, byte for byte.</summary>
    public ulong Reexecuted { get; init; }

    /// <summary>How many entries stand on the operator's word: refusals that ended a chain, of which they keep only the culprit,
    /// texts that were refused, gaps in time.</summary>
    public ulong Believed { get; init; }

    /// <summary>How many state roots were computed again and found equal.</summary>
    public ulong RootsChecked { get; init; }

    /// <summary>The newest state root, or null where the log has none.</summary>
    public StateRootEntry? NewestRoot { get; init; }

    /// <summary>The books with their totals at the end.</summary>
    public IReadOnlyList<Ledger.Book> Books { get; init; } = [];
}
