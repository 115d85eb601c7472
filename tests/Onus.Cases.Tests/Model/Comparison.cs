using System.Collections.Immutable;
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
    private readonly Dictionary<ulong, (ulong Plain, ulong Real)> _heads = [];
    private readonly HashSet<string> _seen = [];

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
        var real = Translate(command);
        var before = stage.Node.Size;
        var result = stage.Node.Run((now, batch) => stage.Node.Cases.Execute(real, now > at ? now : at, batch));
        var answer = command.Run(Plain, result.Index, result.Time);
        _seen.Add(command.GetType().Name);
        _seen.Add(result.Outcome.ToString());

        // What is wrong with several parties or facts is named one by one; elsewhere the order of the outcomes decides.
        var agrees = command is PlainCommand.Open or PlainCommand.Give && !answer.IsAccepted ? answer.Reasons.Contains(result.Outcome) : result.Outcome == answer.Outcome;
        if (!agrees)
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

    /// <summary>The acts, a confidential one with its sealed part.</summary>
    private static List<ActEntry> ActsOf(List<ReadOnlyMemory<byte>> entries)
    {
        var acts = new List<ActEntry>();
        SealedPart? part = null;
        foreach (var entry in entries)
        {
            if (SealedPart.TryRead(entry, out var hidden)) part = hidden;
            if (!ActEntry.TryRead(entry, out var act)) continue;
            acts.Add(act!.Seal is not null && Face.TryOpen(act, part!, out var whole) ? whole! : act);
        }

        return acts;
    }

    private (ulong Case, ulong? Request) SubjectOf(ReadOnlyMemory<byte> entry)
    {
        if (ActEntry.TryRead(entry, out var act)) return (act!.Case, act.Request ?? 0);
        EntryHeader.TryRead(entry.Span, out var header);
        Invariant.Holds(RequestEnded.TryRead(entry, out var ended), header.Kind.ToString());
        return (Plain.History.Events.OfType<PlainAsked>().Single(q => q.Entry == ended!.Request).Case, ended!.Request);
    }

    private void Compare(ulong before, PlainAnswer answer)
    {
        var entries = EntriesSince(before);
        var acts = ActsOf(entries);
        foreach (var firing in answer.Firings) _seen.Add(firing.Cause.ToString());
        List(answer.Firings.Select(f => (Name(f.Step), f.Cause, f.From, f.To)), acts.SelectMany(a => a.Firings).Select(f => (Name(f.Step), f.Cause, f.From, f.To)), "firings");
        List(answer.Events.OfType<PlainLeg>().Select(l => (l.From, l.To, l.Amount)), acts.SelectMany(a => a.Legs).Select(l => (l.From, l.To, (BigInteger)l.Amount)), "legs");
        List(answer.Events.OfType<PlainMove>().Select(m => (m.From, m.To, m.Amount)), acts.SelectMany(a => a.Moves).Select(m => (m.From, m.To, (BigInteger)m.Amount)), "moves of liability");
        List(answer.Events.OfType<PlainStop>().Select(s => (s.Cap, Name(s.Step))), acts.SelectMany(a => a.Stops).Select(s => (s.Cap, Name(s.Step))), "stops of caps");
        List(answer.Events.OfType<PlainDifference>().Select(d => (d.Shadow, d.State, d.Live, d.Instead)),
            acts.SelectMany(a => a.Shadows).Select(d => (d.Shadow, d.State, d.Live, d.Instead)), "verdicts of shadows");
        List(answer.Events.OfType<PlainDuty>().Select(d => (d.Kind, Name(d.Step), d.Clause, d.Due)),
            acts.SelectMany(a => a.Duties.Where(d => d.Kind != DutyKind.Warning).Select(d => (d.Kind, Name(a.Firings[d.Firing].Step), d.Clause, d.Due))), "duties");
        List(answer.Events.OfType<PlainWarning>().Select(w => (w.Cap, w.Clause)).Order(),
            acts.SelectMany(a => a.Duties).Where(d => d.Kind == DutyKind.Warning).Select(d => (d.Firing, d.Clause)).Order(), "warnings");
        List(answer.Events.OfType<PlainAnswered>().Where(a => a.Outcome != CaseOutcome.Accepted).Select(a => (a.Request, a.Outcome)),
            entries.Select(e => RequestEnded.TryRead(e, out var ended) ? ended : null).Where(e => e is not null).Select(e => (e!.Request, e.Outcome)), "ends of requests");
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
        var (plain, real) = (Plain.History.Head(of), record.Head);
        if (_heads.TryGetValue(of, out var known)) Same(plain != known.Plain, real != known.Real, "whether the head moved");
        _heads[of] = (plain, real);
    }

    private CaseCommand Translate(PlainCommand command)
    {
        var head = stage.Node.Head(command.Actor);
        return command switch
        {
            PlainCommand.Open c => new OpenCase(head, c.Product, c.Under ?? OpenerOf(c), [.. c.Parties.Select(p => new PartyInput(p.Key, p.Value))],
                [.. c.Accounts.Select(a => new AccountInput(a.Key, a.Value))], [.. c.Facts.Select(f => Fact(FactNamed(f.Key), f.Value))], []),
            PlainCommand.Take c => new TakeStep(head, c.Case, Name(c.Step), As(c, DeciderOf(c.Step)), HeadOf(c.Case, c.Head), [], SignatureOf(c.Step, c.Actor)),
            PlainCommand.Approve c => new ApproveStep(head, c.Case, Name(c.Step), As(c, DeciderOf(c.Step)), HeadOf(c.Case, c.Head), SignatureOf(c.Step, c.Actor)),
            PlainCommand.Withdraw c => new WithdrawApproval(head, c.Case, c.Approval),
            PlainCommand.Give c => new GiveFacts(head, c.Case, As(c, Product.Facts[c.Fact].From ?? Product.States[Product.Start].OpenedBy[0]), [Fact(c.Fact, c.Value)]),
            PlainCommand.File c => new FileEvidence(head, c.Case, As(c, Product.Evidence[c.Kind].From), [new EvidenceInput(Product.Evidence[c.Kind].Name, Hash256.EmptyRoot)]),
            PlainCommand.Ask c => new AskRequest(head, c.Case, Name(c.Step), [.. c.Facts.Select(f => Fact(f.Key, f.Value))], []),
            PlainCommand.Answer c => Answer(head, c),
            _ => throw new InvalidOperationException("every command is translated"),
        };
    }

    private AnswerRequest Answer(Ledger.CommandHead head, PlainCommand.Answer c)
    {
        var step = Plain.History.Events.OfType<PlainAsked>().Single(q => q.Entry == c.Request).Step;
        return new(head, c.Case, c.Request, c.Grant, As(c, Product.Steps[step].Decider.By), HeadOf(c.Case, c.Head), SignatureOf(step, c.Actor));
    }

    private Who? DeciderOf(int step) => Product.Steps[step].Kind == StepKind.Appeal
        ? Product.Steps[step].By
        : Product.Steps[step].Decider.RecordedBy ?? Product.Steps[step].Decider.By;

    private string As(PlainCommand command, Who? who) => command.Under
        ?? (who is { IsParty: true } party ? Product.Parties[party.Index].Name : Product.Parties[0].Name);

    private string OpenerOf(PlainCommand.Open open)
    {
        var parties = Product.States[Product.Start].OpenedBy.Where(w => w.IsParty).Select(w => Product.Parties[w.Index].Name).ToList();
        return parties.FirstOrDefault(p => open.Parties.GetValueOrDefault(p) == open.Actor) ?? parties.FirstOrDefault() ?? Product.Parties[0].Name;
    }

    private ReadOnlyMemory<byte> SignatureOf(int step, ulong actor) => Product.Steps[step].Signed ? stage.Sign(actor) : default;

    private ulong HeadOf(ulong of, ulong head) => _heads.TryGetValue(of, out var known) && known.Plain == head ? known.Real : 1;

    private FactInput Fact(int place, Int128 value) =>
        new(Product.Facts[place].Name, value, Product.Facts[place].Personal ? Hash256.EmptyRoot : null);

    private int FactNamed(string name) => Product.Facts.ToList().FindIndex(f => f.Name == name);

    private string Name(int step) => Product.Steps[step].Name;

    private static void List<T>(IEnumerable<T> plain, IEnumerable<T> real, string what)
    {
        if (!plain.SequenceEqual(real))
            throw new InvalidOperationException($"{what}: the plain cases say [{string.Join("; ", plain)}], the runtime [{string.Join("; ", real)}]");
    }

    private static void Same<T>(T plain, T real, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(plain, real)) throw new InvalidOperationException($"{what}: the plain cases say {plain}, the runtime {real}");
    }
}
