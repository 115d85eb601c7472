using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Runs one command: well-formed, new, possible; then its entries, folded as they are written.</summary>
internal sealed class CaseRunner(CaseTables tables, CaseRules rules, ActWriter writer, CaseAftermath aftermath)
{
    public CaseResult Run(CaseCommand command, LogTime clock, EntryBatch batch)
    {
        tables.Entries.Batch = batch;
        var malformed = CheckHead(command);
        if (malformed == CaseOutcome.Accepted) malformed = command.Check();
        if (malformed == CaseOutcome.Accepted && Ledger.LedgerState.IsTooFarAhead(command.Head.Id, batch.TimeFor(clock)))
            malformed = CaseOutcome.IdTooFarAhead;
        if (malformed != CaseOutcome.Accepted) return new CaseResult(malformed, malformed, 0, default, 0, -1);
        if (tables.Ledger.TryFindCommand(command.Head.Id, out var known)) return AnswerKnown(command, known);

        var verdict = DecideFor(command, clock, batch);
        if (verdict.Outcome != CaseOutcome.Accepted) return Refuse(command, verdict, clock, batch);
        var entry = verdict.Act is { } draft ? Act(draft, clock, batch) : Other(command, verdict, clock, batch);
        return new CaseResult(CaseOutcome.Accepted, CaseOutcome.Accepted, entry.Index, entry.Time, CaseOf(command, entry.Index), -1);
    }

    /// <summary>Decides, and where that takes entries of the node's own first, decides again for the time after them.</summary>
    private Verdict DecideFor(CaseCommand command, LogTime clock, EntryBatch batch) =>
        Settle(now => rules.Decide(command, now), clock, batch);

    /// <summary>Decides for the instant that the entry will have.</summary>
    public Verdict Settle(Func<LogTime, Verdict> decide, LogTime clock, EntryBatch batch)
    {
        for (var now = batch.TimeFor(clock); ;)
        {
            var verdict = decide(now);
            if (verdict.Act is not { } draft) return verdict;
            var at = writer.Prepare(draft, clock, batch);
            if (at == now) return aftermath.CanOpen(draft, now) ? verdict : Verdict.Refuse(CaseOutcome.CannotOpen);
            now = at;
        }
    }

    /// <summary>Writes an act and what follows from it.</summary>
    public (ulong Index, LogTime Time) Act(ActDraft draft, LogTime clock, EntryBatch batch)
    {
        var openings = aftermath.OpeningsOf(draft, batch.TimeFor(clock));
        var (act, after) = writer.Write(draft, clock, batch);
        aftermath.Follow(act, after, openings, clock, batch);
        return (act.Envelope.Index, act.Envelope.Time);
    }

    private (ulong Index, LogTime Time) Other(CaseCommand command, Verdict verdict, LogTime clock, EntryBatch batch)
    {
        var head = command.Head;
        var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, batch.TimeFor(clock), head.Id, head.Trace, head.Actor, []);
        verdict.Entry!(front, batch);
        tables.Ledger.RememberCommand(head.Id, front.Index, front.Time);
        return (front.Index, front.Time);
    }

    private CaseResult Refuse(CaseCommand command, Verdict verdict, LogTime clock, EntryBatch batch)
    {
        var head = command.Head;
        var named = CaseOf(command, 0);
        LineageLink[] links = [];
        if (tables.Cases.TryGet(named, out var record)) links = [record.NextLink];
        var front = new EntryEnvelope(EntryKind.CaseRefused, batch.NextIndex, batch.TimeFor(clock), head.Id, head.Trace, head.Actor, links);
        var entry = new CaseRefused(front, record is null ? 0 : named, verdict.Outcome, verdict.About, CaseCommandCodec.Encode(command));
        batch.Add(entry.Write, front.Time);
        tables.Ledger.RememberCommand(head.Id, front.Index, front.Time);
        rules.Apply(entry);
        return new CaseResult(verdict.Outcome, verdict.Outcome, front.Index, front.Time, entry.Case, verdict.About);
    }

    private CaseResult AnswerKnown(CaseCommand command, ulong known)
    {
        var bytes = tables.Entries.Read(known);
        Invariant.Holds(EntryHeader.TryRead(bytes.Span, out var header));
        var answer = new CaseResult(CaseOutcome.ExistsWithDifferentRequest, CaseOutcome.ExistsWithDifferentRequest, known, header.Time, 0, -1);
        if (!EntryEnvelope.IsCbor(bytes.Span)) return answer;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes));
        if (CaseRefused.TryRead(bytes, out var refused))
        {
            if (!refused!.Content.Span.SequenceEqual(CaseCommandCodec.Encode(command))) return Differs(answer, CaseOutcome.ExistsWithDifferentContent);
            if (envelope.Actor != command.Head.Actor) return Differs(answer, CaseOutcome.ExistsWithDifferentActor);
            return answer with { Outcome = CaseOutcome.IdAlreadyRefused, FirstOutcome = refused.Outcome, Case = refused.Case, About = refused.About };
        }

        if (rules.CommandOf(bytes) is not { } first || first.GetType() != command.GetType()) return answer;
        if (first.Head.Actor != command.Head.Actor) return Differs(answer, CaseOutcome.ExistsWithDifferentActor);
        var same = CaseCommandCodec.Encode(first).AsSpan().SequenceEqual(CaseCommandCodec.Encode(command));
        return Differs(answer, same ? CaseOutcome.Exists : CaseOutcome.ExistsWithDifferentContent) with { Case = CaseOf(command, known) };
    }

    private static CaseResult Differs(CaseResult answer, CaseOutcome outcome) => answer with { Outcome = outcome, FirstOutcome = outcome };

    private static CaseOutcome CheckHead(CaseCommand command)
    {
        if (command.Head.Id.IsNone) return CaseOutcome.IdMustNotBeZero;
        if (!command.Head.Id.IsVersion7) return CaseOutcome.IdMustBeVersion7;
        return command.Head.Actor > TransferLayout.MaxIndex ? CaseOutcome.ActorOutOfRange : CaseOutcome.Accepted;
    }

    private static ulong CaseOf(CaseCommand command, ulong opened) => command switch
    {
        TakeStep take => take.Case,
        GiveFacts give => give.Case,
        FileEvidence file => file.Case,
        AskRequest ask => ask.Case,
        AnswerRequest answer => answer.Case,
        ApproveStep approve => approve.Case,
        WithdrawApproval withdraw => withdraw.Case,
        SetLegalHold hold => hold.Case,
        LiftLegalHold lift => lift.Case,
        _ => opened,
    };
}
