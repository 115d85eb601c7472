using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Simulation;

/// <summary>The laws that hold whenever nothing is on its way.</summary>
internal static class LawCheck
{
    public const int RefusalsPerSecond = 2;

    /// <summary>Every answer and every balance is what the plain bank says, in the order of the log.</summary>
    public static void Compare(OnusEngine engine, List<SentCommand> sent, Id128 source, Id128[] accounts, Id128 book)
    {
        var plain = new PlainBank(source);
        foreach (var (command, answer) in sent.Select(s => (s.Command, Answer: s.Answer!.Value)).OrderBy(s => s.Answer.Index))
        {
            plain.Lapse(answer.Time);
            var (accepted, amount) = plain.Run(command, answer.Time);
            Holds(accepted == (answer.Outcome == TransferOutcome.Accepted), $"{command.Act} {command.Id} at {answer.Index}: {answer.Outcome}, and the plain bank {(accepted ? "accepts" : "refuses")} it");
            Holds(!accepted || amount == (Int128)answer.Amount, $"{command.Act} {command.Id} moved {answer.Amount}, and the plain bank {amount}");
        }

        // Each index answers one command: nothing was doubled.
        Holds(sent.Select(s => s.Answer!.Value.Index).Distinct().Count() == sent.Count, "no two commands have one entry");
        Read(engine, ledger =>
        {
            plain.Lapse(LastTimeOf(engine));
            foreach (var account in accounts)
            {
                Holds(ledger.TryGetAccount(account, out var found), "the account is there");
                var sums = found.Balances;
                Holds((Int128)sums.CreditsPosted - (Int128)sums.DebitsPosted == plain.Balance(account), $"the balance of {account} is {plain.Balance(account)}");
                Holds((Int128)sums.DebitsPending == plain.Reserved(account), $"{plain.Reserved(account)} of {account} are reserved, not {sums.DebitsPending}");
            }

            Holds(ledger.TryGetBook(book, out var totals) && totals.Totals.DebitsPosted == totals.Totals.CreditsPosted
                && totals.Totals.DebitsPending == totals.Totals.CreditsPending, "debits equal credits");
        });
    }

    /// <summary>Within the life of one engine no principal has more refusals than its budget, and what one batch may run over.</summary>
    public static void Budgets(OnusEngine engine, IReadOnlyList<ulong> openings, int mostAtOnce)
    {
        var size = engine.Log.Head.Size;
        for (var life = 0; life < openings.Count; life++)
        {
            var refusals = engine.Log.ReadEntries(openings[life], life + 1 < openings.Count ? openings[life + 1] : size)
                .Select(entry => RefusedEntry.TryRead(entry, out var refused) ? refused!.Envelope : default)
                .Where(envelope => envelope.Kind == EntryKind.Refused)
                .GroupBy(envelope => envelope.Actor);
            foreach (var principal in refusals) Budget(principal.Key, [.. principal.Select(envelope => envelope.Time)], mostAtOnce);
        }
    }

    private static void Budget(ulong principal, LogTime[] refused, int mostAtOnce)
    {
        for (var first = 0; first < refused.Length; first++)
        {
            for (var last = first; last < refused.Length; last++)
            {
                var span = refused[last].Nanoseconds - refused[first].Nanoseconds;
                var most = RefusalsPerSecond * (1 + (span + 999_999_999) / LogTime.NanosecondsPerSecond) + (ulong)mostAtOnce;
                Holds((ulong)(last - first + 1) <= most, $"principal {principal} has {last - first + 1} refusals in {span} ns");
            }
        }
    }

    /// <summary>The entries alone lead to the same bytes of state as the engine's memory.</summary>
    public static void Replay(OnusEngine engine, EngineOptions options)
    {
        byte[] live = [];
        Read(engine, ledger => live = Snapshot(ledger, engine.Log.Head.Size));
        var entries = new LogEntries(engine);
        using var again = new LedgerState(options.Ledger, entries, entries);
        var index = 0ul;
        foreach (var entry in engine.Log.ReadEntries(0, engine.Log.Head.Size))
        {
            Holds(EntryHeader.TryRead(entry.Span, out var header) && header.Index == index++, "every entry carries its own index");
            again.Apply(entry.Span);
        }

        // Ids that the engine has moved to disk are in the replay's memory; the rest of the state must be the same.
        Holds(engine.MovedIds > 0 || live.AsSpan().SequenceEqual(Snapshot(again, engine.Log.Head.Size)), "a replay leads to the same bytes");
        using var frozen = again.Freeze(engine.Log.Head.Size);
        var replayed = frozen.Run();
        Read(engine, ledger =>
        {
            using var now = ledger.Freeze(engine.Log.Head.Size);
            Holds(now.Run().LedgerRoot == replayed.LedgerRoot, "a replay leads to the same state root");
        });
    }

    private static byte[] Snapshot(LedgerState ledger, ulong asOf)
    {
        using var stream = new MemoryStream();
        using var frozen = ledger.Freeze(asOf, withSnapshot: true);
        frozen.Run(stream);
        return stream.ToArray();
    }

    private static void Read(OnusEngine engine, Action<LedgerState> look)
    {
        var read = engine.ReadAsync(ledger =>
        {
            look(ledger);
            return true;
        });
        while (!read.IsCompleted)
        {
            engine.Line.Fill();
            if (engine.Line.HasOpenWork) engine.Line.TryClose();
            engine.Line.Commit();
        }

        Holds(read.Result.IsDurable, "a read is answered");
    }

    private static LogTime LastTimeOf(OnusEngine engine)
    {
        var last = engine.Log.ReadEntry(engine.Log.Head.Size - 1);
        Holds(EntryHeader.TryRead(last.Span, out var header), "the last entry is one");
        return header.Time;
    }

    private static void Holds(bool condition, string law)
    {
        if (!condition) throw new Lawbreak(law);
    }

    private sealed class LogEntries(OnusEngine engine) : IEntryReader, IOlderIds
    {
        public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
        {
            entry = index < engine.Log.Head.Size ? engine.Log.ReadEntry(index) : default;
            return index < engine.Log.Head.Size;
        }

        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
