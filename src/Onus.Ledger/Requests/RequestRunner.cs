using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

/// <summary>Runs one request of any kind but a transfer: well-formed, new, possible, then entry and fold.</summary>
internal sealed class RequestRunner(LedgerTables tables, EntryLookup entries, RefusalWriter refusals)
{
    public LedgerResult<TOutcome> Run<TCommand, TOutcome>(
        IRequestRules<TCommand, TOutcome> rules, TCommand command, LogTime clock, EntryBatch batch)
        where TOutcome : struct, Enum
    {
        entries.Batch = batch;
        var head = rules.HeadOf(command);
        var time = batch.TimeFor(clock);
        var malformed = CheckHead(head);
        if (malformed == CommonOutcome.Accepted) malformed = CommonOutcome.NumberOf(rules.Check(command));
        if (malformed == CommonOutcome.Accepted && IdTable.IsTooFarAhead(head.Id, time))
            malformed = CommonOutcome.IdTooFarAhead;
        if (malformed != CommonOutcome.Accepted) return Answer<TOutcome>(malformed);

        var idHash = tables.Ids.HashOf(head.Id);
        if (tables.Ids.TryFind(head.Id, idHash, out var known)) return AnswerKnown(rules, command, head, known);

        var outcome = rules.Decide(command, time, out var place);
        if (CommonOutcome.NumberOf(outcome) != CommonOutcome.Accepted)
        {
            var (index, refusedAt) = refusals.Write(
                head, rules.Kind, CommonOutcome.NumberOf(outcome), (ushort)place, rules.ContentOf(command), clock, batch);
            return new LedgerResult<TOutcome>(outcome, outcome, index, refusedAt, place);
        }

        var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, time, head.Id, head.Trace, head.Actor, []);
        batch.Add(rules.Accept(command, front), time);
        tables.Ids.Add(head.Id, idHash, front.Index, time);
        return new LedgerResult<TOutcome>(outcome, outcome, front.Index, time);
    }

    private static byte CheckHead(in CommandHead head)
    {
        if (head.Id.IsNone) return CommonOutcome.IdMustNotBeZero;
        if (!head.Id.IsVersion7) return CommonOutcome.IdMustBeVersion7;
        return head.Actor > TransferLayout.MaxIndex ? CommonOutcome.ActorOutOfRange : CommonOutcome.Accepted;
    }

    private LedgerResult<TOutcome> AnswerKnown<TCommand, TOutcome>(
        IRequestRules<TCommand, TOutcome> rules, TCommand command, in CommandHead head, ulong known)
        where TOutcome : struct, Enum
    {
        var bytes = entries.Read(known);
        var differs = Answer<TOutcome>(CommonOutcome.ExistsWithDifferentRequest) with { Index = known };
        if (TransferLayout.IsTransfer(bytes.Span))
            return differs with { Time = TransferLayout.ReadTrusted(bytes.Span).Time };
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes));
        differs = differs with { Time = envelope.Time };
        if (RefusedEntry.TryRead(bytes, out var refused))
        {
            if (refused!.Request != rules.Kind) return differs;
            return differs with
            {
                Outcome = CommonOutcome.As<TOutcome>(CommonOutcome.IdAlreadyRefused),
                FirstOutcome = CommonOutcome.As<TOutcome>(refused.Code),
                Place = refused.Place,
            };
        }

        var outcome = rules.Compare(command, bytes);
        if (CommonOutcome.NumberOf(outcome) != CommonOutcome.ExistsWithDifferentRequest && envelope.Actor != head.Actor)
            outcome = CommonOutcome.As<TOutcome>(CommonOutcome.ExistsWithDifferentActor);
        return differs with { Outcome = outcome, FirstOutcome = outcome };
    }

    private static LedgerResult<TOutcome> Answer<TOutcome>(byte number)
        where TOutcome : struct, Enum
    {
        var outcome = CommonOutcome.As<TOutcome>(number);
        return new LedgerResult<TOutcome>(outcome, outcome, 0, default);
    }
}
