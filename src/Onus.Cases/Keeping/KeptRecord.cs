using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Keeping;

/// <summary>What kind of thing has its plaintext in the vault.</summary>
public enum KeptKind : byte
{
    /// <summary>Evidence of a case.</summary>
    Evidence,

    /// <summary>The value of a personal fact.</summary>
    Fact,

    /// <summary>A notice, a report or a receipt.</summary>
    Document,
}

/// <summary>Something whose plaintext is in the vault, as it stands.</summary>
/// <param name="Name">The entry that brought it, and its commitment.</param>
/// <param name="Ordinal">Its place among what that entry brought.</param>
/// <param name="Case">The case.</param>
/// <param name="Kind">What it is.</param>
/// <param name="What">The name of the evidence or fact in the product; empty for documents.</param>
/// <param name="CollectedAt">When it came.</param>
public sealed record KeptRecord(KeptName Name, int Ordinal, ulong Case, KeptKind Kind, string What, LogTime CollectedAt)
{
    /// <summary>Until when it has to be kept; null where nothing says so, or not yet.</summary>
    public LogTime? KeepUntil { get; init; }

    /// <summary>Whether that time is over, by an entry of the log.</summary>
    public bool IsRetentionOver { get; init; }

    /// <summary>Whether two persons permitted its destruction before its time.</summary>
    public bool IsPermitted { get; init; }

    /// <summary>The entry that ordered its destruction; null without one. From then on nobody reads it.</summary>
    public ulong? Order { get; init; }

    /// <summary>Whether its plaintext is gone, and the last backup of its key too.</summary>
    public bool IsDestroyed { get; init; }

    /// <summary>The index in the book of what the case had before it; -1 for nothing.</summary>
    internal int Before { get; init; }
}
