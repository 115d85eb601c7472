using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Cases.Keeping;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>What goes on whether or not the case is open: duties done and overdue, evidence kept and destroyed. Each is an entry
/// in the case's history, and none moves its head.</summary>
internal sealed class AfterRules(CaseTables tables)
{
    private readonly DutyDecider _duties = new(tables.Duties, tables.Threads, tables.Registry, tables.Options.Signatures);
    private readonly KeepingDecider _keeping = new(tables.Evidence, tables.Threads, tables.Registry);

    public Verdict Decide(CaseCommand command) => command switch
    {
        DischargeDuty c => Of(_duties.Decide(c), front => _duties.Write(c, front)),
        OrderDestruction c => Of(_keeping.Decide(c), front => _keeping.Write(c, front)),
        SetLegalHold c => Of(_keeping.Decide(c), front => _keeping.Write(c, front)),
        LiftLegalHold c => Of(_keeping.Decide(c), front => _keeping.Write(c, front)),
        _ => throw new InvariantViolation("a command of no known kind"),
    };

    /// <summary>Adds the entry of a duty that was not done in time, or of evidence whose time is over.</summary>
    public void Lapse(DueKey key, LogTime clock, EntryBatch batch) => Add(
        key.Kind == DueKind.Duty ? front => _duties.WriteOverdue(key, front) : front => _keeping.WriteRetentionOver(key, front), clock, batch);

    /// <summary>Adds the entry of a plaintext that the vault has destroyed; what is no longer asked for, or done, adds none.</summary>
    public bool TryEnterDestroyed(KeptName name, LogTime clock, EntryBatch batch)
    {
        if (_keeping.DecideDestroyed(name) != CaseOutcome.Accepted) return false;
        Add(front => _keeping.WriteDestroyed(name, front), clock, batch);
        return true;
    }

    /// <summary>Folds an entry.</summary>
    /// <returns>Whether it is one of these.</returns>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (EntryHeader.KindOf(entry.Span) is not (EntryKind.DutyDone or EntryKind.DutyOverdue or EntryKind.RetentionOver
            or EntryKind.DestructionOrdered or EntryKind.Destroyed or EntryKind.LegalHold)) return false;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        Invariant.Holds(tables.Cases.TryGet(envelope.Lineage[0].Subject, out var record));
        record.Advance(envelope.Lineage[0], envelope.Index, isMaterial: false);
        tables.Cases.Put(record, wasOpen: record.ClosedAt is null);
        tables.Duties.Apply(entry);
        Invariant.Holds(tables.Evidence.Apply(entry) || envelope.Kind == EntryKind.DutyOverdue);
        return true;
    }

    /// <summary>The command that an entry answers; null where it answers none of these.</summary>
    public static CaseCommand? CommandOf(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.DutyDone when DutyDone.TryRead(entry, out var done):
                return new DischargeDuty(HeadOf(done!.Envelope), done.Duty, done.Deed, done.Failure, done.Document, done.Signature);
            case EntryKind.DestructionOrdered when DestructionOrdered.TryRead(entry, out var ordered):
                return new OrderDestruction(HeadOf(ordered!.Envelope), ordered.Kept);
            case EntryKind.LegalHold when LegalHold.TryRead(entry, out var hold):
                return hold!.Lifts is { } lifts
                    ? new LiftLegalHold(HeadOf(hold.Envelope), hold.Case, lifts)
                    : new SetLegalHold(HeadOf(hold.Envelope), hold.Case, hold.Order);
            default:
                return null;
        }
    }

    private Verdict Of(CaseOutcome outcome, Func<EntryEnvelope, byte[]> entry) => outcome != CaseOutcome.Accepted
        ? Verdict.Refuse(outcome)
        : Verdict.Write((front, batch) => Enter(entry(front), front.Time, batch));

    private void Add(Func<EntryEnvelope, byte[]> entry, LogTime clock, EntryBatch batch)
    {
        tables.Entries.Batch = batch;
        var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);
        Enter(entry(front), front.Time, batch);
    }

    private void Enter(byte[] entry, LogTime time, EntryBatch batch)
    {
        batch.Add(entry, time);
        Invariant.Holds(Apply(entry));
    }

    private static CommandHead HeadOf(in EntryEnvelope envelope) => new(envelope.Command, envelope.Trace, envelope.Actor);
}
