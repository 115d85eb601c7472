using System.Numerics;
using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Testing.Cases;

namespace Onus.Cases.Tests.Model;

/// <summary>Gives every command to the runtime and to the plain cases, and compares whatever can be seen of both.</summary>
internal sealed class Comparison(ComparedNode stage)
{
    private readonly HashSet<string> _seen = [];
    private readonly CommandTranslation _translation = new(stage.Product, stage.Plain.History, stage.Sign);

    /// <summary>Outcomes, causes and kinds of command that came up.</summary>
    public IReadOnlySet<string> Seen => _seen;

    private PlainCases Plain => stage.Plain;

    private Product Product => stage.Product;

    /// <summary>Lets whatever is due at or before an instant lapse on both sides, each at its own instant.</summary>
    public void WaitUntil(LogTime until)
    {
        while (true)
        {
            var isKnown = stage.Node.Cases.Tables.Due.TryPeek(out var next, out var key);
            var due = Plain.Clocks.All().FirstOrDefault();
            if (isKnown && key.Kind is not (DueKind.Case or DueKind.Request))
            {
                // Duties and retention have their own model; here they only must not hide a clock.
                if (due is not null && due.At < next) Same(due.At, next, "what falls due next");
                if (next > until) return;
                Lapse(next);
                continue;
            }

            Same(due?.At, isKnown ? next : null, "what falls due next");
            if (due is null || due.At > until) return;
            LapseClock(due.At);
        }
    }

    private void Lapse(LogTime at) => stage.Node.Run((now, batch) =>
    {
        stage.Node.Cases.LapseFirst(now > at ? now : at, batch);
        return 0;
    });

    /// <summary>Runs a command on both sides at an instant.</summary>
    public void Run(PlainCommand command, LogTime at)
    {
        WaitUntil(at);
        var real = _translation.Of(command, stage.Node.Head(command.Actor));
        var before = stage.Node.Size;
        var result = stage.Node.Run((now, batch) => stage.Node.Cases.Execute(real, now > at ? now : at, batch));
        var answer = command.Run(Plain, result.Index, result.Time);
        _seen.Add(command.GetType().Name);
        _seen.Add(result.Outcome.ToString());

        if (!CommandTranslation.Agrees(command, answer, result.Outcome))
            throw new InvalidOperationException($"{command}: the runtime says {result.Outcome}, the plain cases [{string.Join(", ", answer.Reasons)}]");
        Compare(before, answer);
    }

    private void LapseClock(LogTime at)
    {
        var before = stage.Node.Size;
        Lapse(at);
        // Parties' liability accounts are opened on the way; the first entry of a case says what lapsed.
        var first = EntriesSince(before).First(e => EntryHeader.TryRead(e.Span, out var h) && h.Kind is EntryKind.Act or EntryKind.RequestEnded);
        var (of, request) = SubjectOf(first);
        var due = Plain.Clocks.All().First(d => d.Case == of && (request is null || d.Request == request) && d.At == at);
        Invariant.Holds(EntryHeader.TryRead(first.Span, out var header));
        Compare(before, Plain.Lapse(header.Index, header.Time, due));
    }

    private List<ReadOnlyMemory<byte>> EntriesSince(ulong before) =>
        [.. Enumerable.Range((int)before, (int)(stage.Node.Size - before)).Select(i => stage.Node.TryRead((ulong)i, out var entry) ? entry : default)];

    private (ulong Case, ulong? Request) SubjectOf(ReadOnlyMemory<byte> entry)
    {
        if (ActEntry.TryRead(entry, out var act)) return (act!.Case, act.Request ?? 0);
        EntryHeader.TryRead(entry.Span, out var header);
        Invariant.Holds(RequestEnded.TryRead(entry, out var ended), header.Kind.ToString());
        return (Plain.History.Events.OfType<PlainAsked>().Single(q => q.Entry == ended!.Request).Case, ended!.Request);
    }

    private void Compare(ulong before, PlainAnswer answer)
    {
        foreach (var firing in answer.Firings) _seen.Add(firing.Cause.ToString());
        ActComparison.Compare(Plain.History, answer, EntriesSince(before));
        foreach (var of in Plain.History.Cases) CompareCase(of.Case);
        if (Product.Stake is { } stake) CompareStakes(Product.Facts[stake].Currency);
        foreach (var (account, _, name) in stage.Cast.Accounts) Same(Plain.History.Balance(account), (BigInteger)stage.Balance(account), $"the balance of {name}");
    }

    /// <summary>Law 4: the open stakes are what all parties owe, in the books of the ledger too.</summary>
    private void CompareStakes(Currency currency)
    {
        var open = Plain.History.OpenCases.Aggregate(BigInteger.Zero, (sum, c) => sum + c.Stake);
        Same(open, (BigInteger)stage.Node.Cases.Tables.Cases.OpenStake(currency), "the open stakes");
        Same(open, (BigInteger)stage.Node.Cases.Tables.Books.Owed(currency), "what all parties owe");
    }

    private void CompareCase(ulong of)
    {
        Invariant.Holds(stage.Node.Cases.Tables.Cases.TryGet(of, out var record));
        Same(Plain.History.State(of), record.View.State, "the state");
        Same(Plain.History.Head(of), record.Head, "the head");
    }

    private static void Same<T>(T plain, T real, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(plain, real)) throw new InvalidOperationException($"{what}: the plain cases say {plain}, the runtime {real}");
    }
}
