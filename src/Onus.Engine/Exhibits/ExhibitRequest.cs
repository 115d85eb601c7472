using Onus.Core;
using Onus.Engine.Vault;
using Onus.Log.Exhibits;
using Onus.Log.Notes;

namespace Onus.Engine.Exhibits;

/// <summary>What an exhibit is to be made of.</summary>
/// <param name="Case">The case, by the entry that opened it.</param>
public sealed record ExhibitRequest(ulong Case)
{
    /// <summary>How much of confidential acts it shows. The caller decides who may see the full face.</summary>
    public ExhibitFace Face { get; init; } = ExhibitFace.Public;

    /// <summary>The checkpoint that everything is proven under, with all its signatures; the log's newest unless it is given.
    /// It must be over the same log.</summary>
    public SignedCheckpoint? Under { get; init; }

    /// <summary>An RFC 3161 token over the text of that checkpoint, in DER; empty for none.</summary>
    public ReadOnlyMemory<byte> Timestamp { get; init; }

    /// <summary>Where the documents of the evidence are; null where they do not go into the exhibit.</summary>
    public Func<Hash256, VaultReading>? Evidence { get; init; }

    /// <summary>The name that the operator's register has for an actor's token; null for none.</summary>
    public Func<Id128, string?> NameOf { get; init; } = static _ => null;
}

/// <summary>What became of making an exhibit, in order of precedence.</summary>
public enum ExhibitOutcome : byte
{
    /// <summary>The checkpoint is over another history than this log.</summary>
    OtherHistory,

    /// <summary>No entry of the log opens such a case.</summary>
    NoSuchCase,

    /// <summary>No state root under the checkpoint covers the case: write one first.</summary>
    NoStateRoot,

    /// <summary>The case has more entries, or its documents more bytes, than an exhibit can hold.</summary>
    TooLarge,

    /// <summary>Here it is.</summary>
    Made,
}

/// <summary>An exhibit.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Archive">The ZIP archive; empty where it was not made.</param>
/// <param name="AsOf">The case is shown as it stood after this many entries of the log.</param>
/// <param name="Later">How many entries the case has under the checkpoint that are later than that, and not shown.</param>
public readonly record struct MadeExhibit(ExhibitOutcome Outcome, ReadOnlyMemory<byte> Archive, ulong AsOf, int Later);
