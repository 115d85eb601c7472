using System.Diagnostics.CodeAnalysis;
using Onus.Core.Formats;

namespace Onus.Log.Proofs;

/// <summary>An entry by which a person decided, and the signature that it carries.</summary>
internal sealed record SignedEntry(EntryEnvelope Envelope, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The act of a case; null otherwise.</summary>
    public ActEntry? Act { get; private init; }

    /// <summary>The approval of a step; null otherwise.</summary>
    public ApprovalEntry? Approval { get; private init; }

    /// <summary>The act of the charter that was proposed or took effect; null otherwise.</summary>
    public CharterAct? CharterAct { get; private init; }

    /// <summary>What the person did with the act of the charter.</summary>
    public CharterVerb Verb { get; private init; }

    /// <summary>The proposal that was seconded; 0 otherwise.</summary>
    public ulong Proposal { get; private init; }

    public static bool TryRead(ReadOnlyMemory<byte> entry, [NotNullWhen(true)] out SignedEntry? signed)
    {
        signed = null;
        if (ActEntry.TryRead(entry, out var act))
            signed = new SignedEntry(act!.Envelope, act.Signature) { Act = act };
        else if (ApprovalEntry.TryRead(entry, out var approval))
            signed = new SignedEntry(approval!.Envelope, approval.Signature) { Approval = approval };
        else if (Proposed.TryRead(entry, out var proposed))
            signed = new SignedEntry(proposed!.Envelope, proposed.Signature) { CharterAct = proposed.Act, Verb = CharterVerb.Propose };
        else if (CharterEffect.TryRead(entry, out var effect))
        {
            signed = new SignedEntry(effect.Envelope, effect.Warrant.Signature)
            {
                CharterAct = effect.Act,
                Verb = effect.Warrant.Kind == WarrantKind.Seconded ? CharterVerb.Second : CharterVerb.Do,
                Proposal = effect.Warrant.Proposal,
            };
        }

        return signed is not null;
    }
}
