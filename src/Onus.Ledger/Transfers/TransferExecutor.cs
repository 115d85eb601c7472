using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Runs transfer commands in order: decides, encodes into the batch, folds, answers.</summary>
/// <remarks>The commands of a window are looked up ahead of being decided, so that the cache misses of the ids and accounts
/// overlap; what was looked up is a guess that the decision verifies.</remarks>
internal sealed class TransferExecutor(
    LedgerTables tables, EntryLookup entries, NamedEntries named, TransferFold fold, RefusalWriter refusals)
{
    private const int Window = 64;

    private readonly TransferDecider _decider = new(tables, named);
    private readonly TransferComparison _comparison = new(tables);
    private readonly UndoLog _undo = new(tables);
    private readonly Lookup[] _ahead = new Lookup[Window];

    public void Execute(
        ReadOnlySpan<TransferCommand> commands, LogTime clock, EntryBatch batch, Span<TransferResult> results)
    {
        entries.Batch = batch;
        for (var start = 0; start < commands.Length;)
        {
            var window = commands.Slice(start, Math.Min(Window, commands.Length - start));
            LookAhead(window);
            var done = 0;
            while (done < window.Length)
            {
                if (window[done].Linked)
                {
                    done += ExecuteChain(commands[(start + done)..], clock, batch, results[(start + done)..]);
                }
                else
                {
                    Execute(window[done], _ahead[done], clock, batch, out results[start + done]);
                    done++;
                }
            }

            start += done;
        }
    }

    private void LookAhead(ReadOnlySpan<TransferCommand> window)
    {
        var accounts = tables.Accounts;
        for (var i = 0; i < window.Length; i++)
        {
            ref readonly var command = ref window[i];
            ref var ahead = ref _ahead[i];
            ahead.IdHash = tables.Ids.HashOf(command.Id);
            ahead.DebitHash = accounts.HashOf(command.Debit);
            ahead.CreditHash = accounts.HashOf(command.Credit);
            tables.Ids.Prefetch(ahead.IdHash);
            accounts.PrefetchIndex(ahead.DebitHash);
            accounts.PrefetchIndex(ahead.CreditHash);
        }

        for (var i = 0; i < window.Length; i++)
        {
            ref var ahead = ref _ahead[i];
            ahead.Debit = accounts.Guess(ahead.DebitHash);
            ahead.Credit = accounts.Guess(ahead.CreditHash);
        }
    }

    /// <summary>Runs one chain whole or not at all.</summary>
    /// <returns>How many commands the chain had.</returns>
    private int ExecuteChain(
        ReadOnlySpan<TransferCommand> commands, LogTime clock, EntryBatch batch, Span<TransferResult> results)
    {
        var length = LengthOfChain(commands);
        if (length == 0)
        {
            results[..commands.Length].Fill(Answer(TransferOutcome.ChainOpen));
            return commands.Length;
        }

        var before = new Mark(batch.Count, batch.LastTime, tables.Ids.Count);
        var known = 0;
        var culprit = -1;
        fold.Undo = _undo;
        for (var i = 0; i < length && culprit < 0; i++)
        {
            Execute(commands[i], LookUp(commands[i]), clock, batch, out results[i]);
            if (results[i].Outcome == TransferOutcome.Exists) known++;
            else if (results[i].Outcome != TransferOutcome.Accepted) culprit = i;
        }

        fold.Undo = null;
        if (culprit < 0 && (known == 0 || known == length)) _undo.Keep();
        else Fail(commands[..length], culprit, clock, batch, results[..length], before);
        return length;
    }

    private static int LengthOfChain(ReadOnlySpan<TransferCommand> commands)
    {
        for (var i = 0; i < commands.Length; i++)
            if (!commands[i].Linked) return i + 1;
        return 0;
    }

    /// <summary>Undoes a chain: for the first command that was refused, or, where some were known and others new, for
    /// those that were known.</summary>
    private void Fail(
        ReadOnlySpan<TransferCommand> chain, int culprit, LogTime clock, EntryBatch batch, Span<TransferResult> results,
        Mark before)
    {
        _undo.Restore();
        batch.Truncate(before.Entries, before.LastTime);
        tables.Ids.Truncate(before.Ids);
        var failed = Answer(TransferOutcome.LinkedFailed);
        if (culprit >= 0)
        {
            var reason = results[culprit] with { Debit = default, Credit = default };
            if (IsReasonOfState(reason.Outcome))
                reason = Refuse(chain[culprit], reason, clock, batch, place: (ushort)Math.Min(culprit + 1, ushort.MaxValue));
            results[culprit] = reason;
            failed = failed with { Index = reason.Index, Time = reason.Time };
        }

        for (var i = 0; i < results.Length; i++)
            if (i != culprit && (i > culprit && culprit >= 0 || results[i].Outcome != TransferOutcome.Exists))
                results[i] = failed;
    }

    private void Execute(
        in TransferCommand command, in Lookup ahead, LogTime clock, EntryBatch batch, out TransferResult result)
    {
        var outcome = TransferRules.Check(command);
        var time = batch.TimeFor(clock);
        if (outcome == TransferOutcome.Accepted && IdTable.IsTooFarAhead(command.Id, time))
            outcome = TransferOutcome.IdTooFarAhead;
        if (outcome != TransferOutcome.Accepted)
        {
            result = Answer(outcome);
            return;
        }

        if (tables.Ids.TryFind(command.Id, ahead.IdHash, out var known))
        {
            result = AnswerKnown(command, known);
            return;
        }

        _decider.Decide(command, time, ahead.Debit, ahead.Credit, out var decision);
        if (decision.Outcome == TransferOutcome.Accepted)
        {
            decision.Effect.Entry = batch.NextIndex;
            Write(command, decision, time, batch);
            fold.Apply(decision.Effect);
            tables.Ids.Add(command.Id, ahead.IdHash, decision.Effect.Entry, time);
        }

        result = new TransferResult(
            decision.Outcome, decision.Outcome, decision.Effect.Entry, time, decision.Effect.Amount,
            decision.HasAccounts ? tables.Accounts[decision.Effect.Debit].Balances : default,
            decision.HasAccounts ? tables.Accounts[decision.Effect.Credit].Balances : default);
        if (decision.Outcome != TransferOutcome.Accepted && fold.Undo is null)
            result = Refuse(command, result, clock, batch, place: 0);
    }

    private void Write(in TransferCommand command, in TransferDecision decision, LogTime time, EntryBatch batch)
    {
        ref readonly var effect = ref decision.Effect;
        ref var debit = ref tables.Accounts[effect.Debit];
        ref var credit = ref tables.Accounts[effect.Credit];
        var entry = new TransferEntry
        {
            Index = effect.Entry,
            Time = time,
            Id = command.Id,
            Trace = command.Trace,
            Actor = command.Actor,
            Act = command.Act,
            Linked = command.Linked,
            KeepsRest = command.KeepRest,
            Term = decision.Term,
            Debit = debit.Opened,
            DebitPrevious = debit.Head,
            DebitOrdinal = debit.Ordinal + 1,
            Credit = credit.Opened,
            CreditPrevious = credit.Head,
            CreditOrdinal = credit.Ordinal + 1,
            Amount = effect.Amount,
            Code = command.Code,
            About = effect.About,
            Reference = command.Reference,
            User128 = command.User128,
            User64 = command.User64,
            User32 = command.User32,
            TermAmount = decision.TermAmount,
        };
        var size = TransferLayout.Write(entry, batch.Reserve(TransferLayout.LongSize));
        batch.Commit(size, time);
    }

    private TransferResult AnswerKnown(in TransferCommand command, ulong known)
    {
        var bytes = entries.Read(known);
        if (TransferLayout.IsTransfer(bytes.Span))
        {
            var entry = TransferLayout.ReadTrusted(bytes.Span);
            return Answer(_comparison.Compare(command, entry)) with { Index = known, Time = entry.Time, Amount = entry.Amount };
        }

        var answer = Answer(TransferOutcome.ExistsWithDifferentRequest) with { Index = known };
        if (!RefusedEntry.TryRead(bytes, out var refused)) return answer;
        answer = answer with { Time = refused!.Envelope.Time };
        if (refused.Request != LedgerRequestKind.Transfer) return answer;
        return answer with
        {
            Outcome = TransferOutcome.IdAlreadyRefused,
            FirstOutcome = (TransferOutcome)refused.Code,
        };
    }

    private TransferResult Refuse(
        in TransferCommand command, in TransferResult result, LogTime clock, EntryBatch batch, ushort place)
    {
        var (index, time) = refusals.Write(
            new CommandHead(command.Id, command.Trace, command.Actor), LedgerRequestKind.Transfer, (byte)result.Outcome,
            place, CommandContent.Encode(command), clock, batch);
        return result with { Index = index, Time = time, Amount = UInt128.Zero };
    }

    private Lookup LookUp(in TransferCommand command) => new()
    {
        IdHash = tables.Ids.HashOf(command.Id),
        Debit = tables.Accounts.Find(command.Debit),
        Credit = tables.Accounts.Find(command.Credit),
    };

    private static bool IsReasonOfState(TransferOutcome outcome) => (byte)outcome >= RefusedEntry.FirstCode;

    private static TransferResult Answer(TransferOutcome outcome) =>
        new TransferResult { Outcome = outcome, FirstOutcome = outcome };

    private readonly record struct Mark(int Entries, LogTime LastTime, ulong Ids);

    private struct Lookup
    {
        public ulong IdHash, DebitHash, CreditHash;
        public uint Debit, Credit;
    }
}
