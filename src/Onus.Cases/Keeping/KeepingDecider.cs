using System.Formats.Cbor;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Keeping;

/// <summary>Decides on destruction and legal holds, and makes their entries.</summary>
/// <remarks>Custodians of the charter decide. Nothing is changed here: the caller adds the entry to its batch and folds it.</remarks>
internal sealed class KeepingDecider(EvidenceBook book, ICaseThreads cases, Registry registry)
{
    /// <summary>What becomes of the command.</summary>
    public CaseOutcome Decide(OrderDestruction command)
    {
        if (!registry.TryGetActor(command.Head.Actor, out _)) return CaseOutcome.ActorNotFound;
        if (!book.TryGet(command.Kept, out var kept) || !cases.TryGet(kept!.Case, out var thread)) return CaseOutcome.KeptNotFound;
        if (!IsCustodian(command.Head.Actor)) return CaseOutcome.NotAuthorized;
        if (KeepingRules.WhyNotOrder(kept, book.HoldsOn(kept.Case)) is { } refused) return refused;
        return thread.ClosedAt is null ? CaseOutcome.CaseOpen : CaseOutcome.Accepted;
    }

    /// <summary>What becomes of the command.</summary>
    public CaseOutcome Decide(SetLegalHold command)
    {
        if (!registry.TryGetActor(command.Head.Actor, out _)) return CaseOutcome.ActorNotFound;
        if (!cases.TryGet(command.Case, out _)) return CaseOutcome.CaseNotFound;
        return IsCustodian(command.Head.Actor) ? CaseOutcome.Accepted : CaseOutcome.NotAuthorized;
    }

    /// <summary>What becomes of the command.</summary>
    public CaseOutcome Decide(LiftLegalHold command)
    {
        if (!registry.TryGetActor(command.Head.Actor, out _)) return CaseOutcome.ActorNotFound;
        if (!cases.TryGet(command.Case, out _)) return CaseOutcome.CaseNotFound;
        if (!book.HoldsOn(command.Case).Contains(command.Hold)) return CaseOutcome.HoldNotFound;
        return IsCustodian(command.Head.Actor) ? CaseOutcome.Accepted : CaseOutcome.NotAuthorized;
    }

    /// <summary>Why the vault's report that a plaintext is gone is no entry; accepted where it is one.</summary>
    public CaseOutcome DecideDestroyed(KeptName name)
    {
        if (!book.TryGet(name, out var kept)) return CaseOutcome.KeptNotFound;
        return kept!.Order is null || kept.IsDestroyed ? CaseOutcome.NotOrdered : CaseOutcome.Accepted;
    }

    /// <summary>The entry of an accepted command; <paramref name="front"/> has all but kind and lineage.</summary>
    public byte[] Write(OrderDestruction command, in EntryEnvelope front)
    {
        var (kept, thread) = Known(command.Kept);
        var ground = kept.IsRetentionOver ? DestructionGround.RetentionOver : DestructionGround.Permitted;
        var envelope = front with { Kind = EntryKind.DestructionOrdered, Lineage = [thread.NextLink] };
        return Encode(new DestructionOrdered(envelope, kept.Case, kept.Name, ground).Write);
    }

    /// <summary>The entry of an accepted command; <paramref name="front"/> has all but kind and lineage.</summary>
    public byte[] Write(SetLegalHold command, in EntryEnvelope front) => WriteHold(command.Case, null, command.Order, front);

    /// <summary>The entry of an accepted command; <paramref name="front"/> has all but kind and lineage.</summary>
    public byte[] Write(LiftLegalHold command, in EntryEnvelope front) => WriteHold(command.Case, command.Hold, null, front);

    /// <summary>The entry of evidence whose time is over, an entry of the engine's own.</summary>
    public byte[] WriteRetentionOver(DueKey key, in EntryEnvelope front)
    {
        var (kept, thread) = Known(book.Due(key).Name);
        Invariant.Holds(kept.KeepUntil is not null);
        var envelope = front with { Kind = EntryKind.RetentionOver, Lineage = [thread.NextLink] };
        return Encode(new RetentionOver(envelope, kept.Case, kept.Name, kept.KeepUntil.GetValueOrDefault()).Write);
    }

    /// <summary>The entry of a plaintext that is gone, an entry of the engine's own.</summary>
    public byte[] WriteDestroyed(KeptName name, in EntryEnvelope front)
    {
        var (kept, thread) = Known(name);
        Invariant.Holds(kept is { Order: not null, IsDestroyed: false });
        var envelope = front with { Kind = EntryKind.Destroyed, Lineage = [thread.NextLink] };
        return Encode(new Destroyed(envelope, kept.Case, kept.Name, kept.Order.GetValueOrDefault()).Write);
    }

    private byte[] WriteHold(ulong @case, ulong? lifts, Hash256? order, in EntryEnvelope front)
    {
        Invariant.Holds(cases.TryGet(@case, out var thread));
        var envelope = front with { Kind = EntryKind.LegalHold, Lineage = [thread.NextLink] };
        return Encode(new LegalHold(envelope, @case, lifts, order).Write);
    }

    private (KeptRecord Kept, CaseThread Thread) Known(KeptName name)
    {
        Invariant.Holds(book.TryGet(name, out var kept));
        Invariant.Holds(cases.TryGet(kept!.Case, out var thread));
        return (kept, thread);
    }

    private bool IsCustodian(ulong actor) => registry.Holds(actor, CharterOffice.Product, CharterOffice.Custodian);

    private static byte[] Encode(Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        return writer.Encode();
    }
}
