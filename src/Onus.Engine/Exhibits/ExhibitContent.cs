using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Vault;
using Onus.Log.Exhibits;
using Onus.Log.Notes;
using Onus.Log.Proofs;

namespace Onus.Engine.Exhibits;

/// <summary>Everything that an exhibit holds but its page, for the page to tell.</summary>
internal sealed record ExhibitContent
{
    public required ExhibitRequest Request { get; init; }

    public required SignedCheckpoint Checkpoint { get; init; }

    public required CaseDossier Dossier { get; init; }

    public required CaseProof Proof { get; init; }

    /// <summary>The members, in their order.</summary>
    public required IReadOnlyList<ArchiveMember> Members { get; init; }

    /// <summary>The decisions with a proof that they were signed.</summary>
    public required IReadOnlySet<ulong> Signed { get; init; }

    /// <summary>What became of each document of the evidence.</summary>
    public required IReadOnlyDictionary<Hash256, VaultOutcome> Documents { get; init; }

    /// <summary>The bytes of a member.</summary>
    public ReadOnlyMemory<byte> this[string path] => Members.First(m => m.Path == path).Bytes;

    /// <summary>The evidence that an entry brought, as far as it may be shown.</summary>
    public static IEnumerable<EvidenceFiled> EvidenceOf(Moment moment) =>
        moment.Act is { } act ? act.Evidence : RequestAsked.TryRead(moment.Entry, out var asked) ? asked!.Evidence : [];
}
