using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Onus.Cases.Acts;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Stories;

/// <summary>One story as it is being played.</summary>
internal sealed class StoryPlay(Product product, CivilCalendar calendar, StoryStage stage, LogTime start)
{
    private static readonly UInt128 Usual = 1_000_000;

    private readonly StoryCast _cast = new(product, stage);
    private readonly Dictionary<int, Int128> _given = [];
    private readonly Queue<int> _fired = [];
    private readonly HashSet<int> _differing = [];
    private ulong _case;
    private ulong _read;
    private ulong _filed;

    public bool[] Fired { get; } = new bool[product.Steps.Length];

    public bool[] Visited { get; } = new bool[product.States.Length];

    /// <summary>Fills the accounts and remembers what is given before the case opens.</summary>
    public void SetUp(Example example)
    {
        var held = new Dictionary<int, UInt128>();
        foreach (var line in example.Lines)
            if (line.Action == ExampleAction.GivenBalance) held[line.Subject] = (UInt128)line.Value;
        var unit = UInt128.One;
        for (var i = 0; i < CaseTables.CurrencyOf(product).MinorDigits; i++) unit *= 10;
        for (var place = 0; place < product.Accounts.Length; place++)
        {
            // What a case holds for itself begins empty: nobody has paid in yet.
            var usual = product.Accounts[place].EndsEmpty || product.Accounts[place].MayGoNegative ? 0 : Usual * unit;
            stage.Fill(product, place, held.TryGetValue(place, out var amount) ? amount : usual);
        }

        stage.Node.WaitUntil(start);
    }

    public void Do(ExampleLine line)
    {
        switch (line.Action)
        {
            case ExampleAction.GivenBalance:
                return;
            case ExampleAction.GivenFact:
                Give(line);
                return;
            default:
                EnsureOpen();
                Play(line);
                return;
        }
    }

    /// <summary>A story without deeds still opens its case.</summary>
    public void End() => EnsureOpen();

    private void Play(ExampleLine line)
    {
        switch (line.Action)
        {
            case ExampleAction.Do:
                Take(line);
                break;
            case ExampleAction.Refused:
                Refuse(line);
                break;
            case ExampleAction.Wait:
                _fired.Clear();
                stage.Node.WaitUntil(calendar.Due(stage.Node.Now, line.Wait!.Value.ToTerm()));
                Follow();
                break;
            default:
                Expect(line);
                break;
        }
    }

    private void Give(ExampleLine line)
    {
        _given[line.Subject] = line.Value;
        if (_case != 0 && product.Facts[line.Subject].Later) GiveLater([line.Subject]);
    }

    private void EnsureOpen()
    {
        if (_case != 0) return;
        var shape = stage.Node.Cases.Tables.ShapeOf(stage.Node.Cases.Products.VersionsOf(product.Name)[^1].Entry);
        KeepHistory();
        var facts = ImmutableArray.CreateBuilder<FactInput>();
        for (var place = 0; place < product.Facts.Length; place++)
        {
            var fact = product.Facts[place];
            if (fact.Kept is not null || fact.Later || shape.BelongsToRequests[place]) continue;
            if (_cast.Input(place, _given) is { } input) facts.Add(input);
        }

        var opener = product.States[product.Start].OpenedBy[0];
        var (parties, accounts) = _cast.Bindings();
        var command = new OpenCase(
            stage.Node.Head(_cast.Person(opener, 0)), product.Name, _cast.NameOf(opener), parties, accounts, facts.DrainToImmutable(), []);
        var result = Execute(command);
        if (result.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"the case does not open: {Words(result)}");
        _case = result.Case;
        Visited[product.Start] = true;
        Follow();
    }

    /// <summary>A kept fact that is given is what was there before the case.</summary>
    private void KeepHistory()
    {
        foreach (var (place, value) in _given.OrderBy(pair => pair.Key))
        {
            if (product.Facts[place].Kept is not { } kept || value == 0) continue;
            Int128 key = kept.Per is { } per ? _cast.Value(per, _given) ?? 0 : kept.PerParty is { } party ? (Int128)_cast.Party(party) : 0;
            stage.Node.Cases.Tables.Kept.Of(product, product.Facts[place]).Add(key, (UInt128)value, start);
        }
    }

    private void Take(ExampleLine line)
    {
        var step = product.Steps[line.Subject];
        if (step.Kind == StepKind.Request)
        {
            AskOrGrant(line, step);
            return;
        }

        if (step.Decider.By is null || (line.By is null && _fired.Count > 0 && _fired.Peek() == line.Subject && line.With.IsEmpty))
        {
            File(line.With, 0);
            GiveWhatIsRead(line.Subject);
            AssertNext(line.Subject);
            return;
        }

        _fired.Clear();
        var result = Attempt(line, step);
        if (result.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"{step.Name} is refused: {Words(result)}");
        Follow();
        AssertNext(line.Subject);
    }

    private void AssertNext(int step)
    {
        if (_fired.TryDequeue(out var next) && next == step) return;
        var happened = _fired.Count == 0 && next == 0 ? "nothing fires" : $"{product.Steps[next].Name} fires";
        throw new StoryDeparted($"{product.Steps[step].Name} should fire next, but {happened}; the case is in {StateName}");
    }

    private void Refuse(ExampleLine line)
    {
        var step = product.Steps[line.Subject];
        _fired.Clear();
        CaseResult result;
        if (step.Kind == StepKind.Request)
        {
            result = Ask(line, step);
        }
        else if (step.Decider.By is null && line.By is null)
        {
            File(line.With, 0);
            GiveWhatIsRead(line.Subject);
            if (!_fired.Contains(line.Subject)) return;
            throw new StoryDeparted($"{step.Name} should not fire, but does");
        }
        else
        {
            result = Attempt(line, step);
        }

        Follow();
        if (result.Outcome == CaseOutcome.Accepted) throw new StoryDeparted($"{step.Name} should be refused, but is done");
    }

    private CaseResult Attempt(ExampleLine line, Step step)
    {
        GiveWhatIsRead(line.Subject);
        var (actor, name) = _cast.Decider(step, line.By);
        var own = File(line.With, actor);
        if (_cast.IsWholeQuorum(step, line.By))
        {
            foreach (var (other, under) in _cast.OtherSeats(step))
                Execute(new ApproveStep(stage.Node.Head(other), _case, step.Name, under, Record.Head, Signature(step, other)));
        }

        return Execute(new TakeStep(stage.Node.Head(actor), _case, step.Name, name, Record.Head, own, Signature(step, actor)));
    }

    private void AskOrGrant(ExampleLine line, Step step)
    {
        var open = Record.Requests.Find(r => r.Step == line.Subject);
        if (open is null)
        {
            var asked = Ask(line, step);
            if (asked.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"{step.Name} is refused: {Words(asked)}");
            Follow();
            open = Record.Requests.Find(r => r.Step == line.Subject);
        }

        if (line.By is null || line.By == step.By || open is null) return;
        _fired.Clear();
        var (actor, name) = _cast.Decider(step, line.By);
        foreach (var (other, under) in _cast.OtherSeats(step))
            Execute(new ApproveStep(stage.Node.Head(other), _case, step.Name, under, Record.Head, Signature(step, other)));
        var result = Execute(new AnswerRequest(stage.Node.Head(actor), _case, open.Entry, Grant: true, name, Record.Head, Signature(step, actor)));
        if (result.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"{step.Name} cannot be granted: {Words(result)}");
        Follow();
        AssertNext(line.Subject);
    }

    private CaseResult Ask(ExampleLine line, Step step)
    {
        var shape = stage.Node.Cases.Tables.ShapeOf(Record.Product);
        var facts = ImmutableArray.CreateBuilder<FactInput>();
        foreach (var place in ProductReads.Of(step))
            if (shape.BelongsToRequests[place] && _cast.Input(place, _given) is { } input) facts.Add(input);
        var actor = _cast.Person(step.By!.Value, 0);
        return Execute(new AskRequest(stage.Node.Head(actor), _case, step.Name, facts.DrainToImmutable(), File(line.With, actor)));
    }

    /// <summary>Files evidence: the actor's own comes with what they do next, everybody else's before it.</summary>
    private ImmutableArray<EvidenceInput> File(ImmutableArray<int> kinds, ulong actor)
    {
        var own = ImmutableArray.CreateBuilder<EvidenceInput>();
        foreach (var kind in kinds)
        {
            var evidence = product.Evidence[kind];
            var input = new EvidenceInput(evidence.Name, Commitment.ToDocument(default, new Hash256(SHA256.HashData(BitConverter.GetBytes(++_filed)))));
            var filer = _cast.Person(evidence.From, 0);
            if (filer == actor)
            {
                own.Add(input);
                continue;
            }

            var result = Execute(new FileEvidence(stage.Node.Head(filer), _case, _cast.NameOf(evidence.From), [input]));
            if (result.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"{evidence.Name} cannot be filed: {Words(result)}");
            Follow();
        }

        return own.DrainToImmutable();
    }

    /// <summary>Gives the facts that come later, were told already, and that this step reads.</summary>
    private void GiveWhatIsRead(int step) =>
        GiveLater([.. ProductReads.Of(product.Steps[step]).Where(f => product.Facts[f].Later && _given.ContainsKey(f) && Record.View.Facts[f] is null)]);

    private void GiveLater(IReadOnlyList<int> facts)
    {
        foreach (var place in facts)
        {
            var from = product.Facts[place].From ?? product.States[product.Start].OpenedBy[0];
            var result = Execute(new GiveFacts(
                stage.Node.Head(_cast.Person(from, 0)), _case, _cast.NameOf(from), [_cast.Input(place, _given)!.Value]));
            if (result.Outcome != CaseOutcome.Accepted) throw new StoryDeparted($"{product.Facts[place].Name} cannot be given: {Words(result)}");
            Follow();
        }
    }

    private void Expect(ExampleLine line)
    {
        var view = Record.View;
        switch (line.Action)
        {
            case ExampleAction.ExpectState when view.State != line.Subject:
                throw new StoryDeparted($"the case should be in {product.States[line.Subject].Name}, but is in {StateName}");
            case ExampleAction.ExpectLiable:
                var share = new ShareSplit(view.Stake).Next(line.Share!.Value, view.Facts) ?? 0;
                if (view.Liability[line.Subject] == share) break;
                throw new StoryDeparted(
                    $"{product.Parties[line.Subject].Name} should be liable for {Money((Int128)share)}, but is for {Money((Int128)view.Liability[line.Subject])}");
            case ExampleAction.ExpectBalance:
                var holds = product.Accounts[line.Subject].EndsEmpty ? view.Held[line.Subject] : stage.Balance(product, line.Subject);
                if (holds == line.Value) break;
                throw new StoryDeparted($"{_cast.AccountName(line.Subject)} should hold {Money(line.Value)}, but holds {Money(holds)}");
            case ExampleAction.ExpectShadowDiffers when !_differing.Contains(line.Subject):
                throw new StoryDeparted($"shadow {product.Shadows[line.Subject].Name} should differ, but decides the same");
        }
    }

    private ReadOnlyMemory<byte> Signature(Step step, ulong actor) => step.Signed ? stage.Sign(actor) : default;

    private CaseResult Execute(CaseCommand command) => stage.Node.Run((now, batch) => stage.Node.Cases.Execute(command, now, batch));

    /// <summary>Looks at the acts that were written since it last looked.</summary>
    private void Follow()
    {
        for (; _read < stage.Node.Size; _read++)
        {
            stage.Node.TryRead(_read, out var entry);
            if (!stage.Node.Cases.Tables.TryReadAct(entry, out var act) || act.Case != _case) continue;
            foreach (var firing in act.Firings)
            {
                _fired.Enqueue(firing.Step);
                Fired[firing.Step] = true;
                Visited[firing.To] = true;
            }

            foreach (var shadow in act.Shadows) _differing.Add(shadow.Shadow);
        }
    }

    private CaseRecord Record
    {
        get
        {
            Invariant.Holds(stage.Node.Cases.Tables.Cases.TryGet(_case, out var record));
            return record;
        }
    }

    private string StateName => product.States[Record.View.State].Name;

    private string Words(CaseResult result) => CaseWords.Of(product, result);

    private string Money(Int128 minor)
    {
        var money = new Money(CaseTables.CurrencyOf(product), (UInt128)Int128.Abs(minor)).ToString();
        return minor < 0 ? string.Create(CultureInfo.InvariantCulture, $"minus {money}") : money;
    }
}
