using System.Numerics;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Plays the examples of a product on the plain cases.</summary>
public sealed class PlainStory
{
    private const ulong Outside = 9;
    private readonly Product _product;
    private readonly PlainCases _cases = new() { OpensOthers = false };
    private readonly Dictionary<int, Int128> _given = [];
    private readonly Dictionary<int, Int128> _balances = [];
    private readonly Queue<int> _fired = new();
    private readonly CivilCalendar _calendar;
    private ulong _entry = 10_000;
    private ulong _case;
    private LogTime _now;

    private PlainStory(Product product, CivilCalendar calendar)
    {
        (_product, _calendar) = (product, calendar);
        var day = product.InEffect ?? new DateOnly(2027, 1, 4);
        while (calendar.Business is { } business && !business.IsOpen(day)) day = day.AddDays(1);
        _now = calendar.Zone.StartOf(day).Plus(9 * 3_600 * LogTime.NanosecondsPerSecond);
    }

    /// <summary>Where an example departs from what happens, or null where it comes true.</summary>
    public static string? Departure(Product product, CivilCalendar calendar, Example example)
    {
        var story = new PlainStory(product, calendar);
        foreach (var line in example.Lines)
            if (story.Tell(line) is { } departed) return $"{product.Name}, \"{example.Title}\", line {line.Line}: {departed}";
        return null;
    }

    private string? Tell(ExampleLine line)
    {
        if (line.Action == ExampleAction.GivenFact) _given[line.Subject] = line.Value;
        else if (line.Action == ExampleAction.GivenBalance) _balances[line.Subject] = line.Value;
        else if (_case == 0 && Open() is { } refused) return refused;
        return line.Action switch
        {
            ExampleAction.Do => Do(line),
            ExampleAction.Refused => Refused(line),
            ExampleAction.Wait => Wait(_calendar.Due(_now, line.Wait!.Value.ToTerm())),
            ExampleAction.ExpectState => Expect(_product.States[line.Subject].Name, _product.States[_cases.History.State(_case)].Name),
            ExampleAction.ExpectLiable => line.Share is { } share
                ? Expect(PlainShares.Amounts([share], Stake, _cases.History.Facts(_case, _now))![0], _cases.History.Liability(_case, line.Subject))
                : Expect(true, _product.States[_cases.History.State(_case)].Liable.Any(l => l.Party == line.Subject)),
            ExampleAction.ExpectBalance => Expect((BigInteger)line.Value, _cases.History.Balance(Account(line.Subject))),
            ExampleAction.ExpectShadowDiffers => Expect(true, _cases.History.Of<PlainDifference>(_case).Any(d => d.Shadow == line.Subject)),
            _ => null,
        };
    }

    private BigInteger Stake => _cases.History.Opening(_case)!.Stake;

    private string? Open()
    {
        for (var i = 0; i < _product.Accounts.Length; i++)
        {
            var amount = _balances.TryGetValue(i, out var said) ? said : _product.Accounts[i].EndsEmpty ? 0 : 100_000_000;
            if (amount > 0) _cases.Post(_entry++, _now, Outside, Account(i), (BigInteger)amount);
        }

        for (var a = 0; a < _product.Authorities.Length; a++)
            for (var n = 0; n < 3; n++) _cases.Grant(_entry++, _now, Person(a, n), _product.Name, _product.Authorities[a].Name, true);
        var nobody = _product.Parties.Select(_ => 0ul).ToList();
        _cases.Enact(new PlainProduct(1, _product, _calendar, _now, nobody, [.. _product.Accounts.Select(_ => 0ul)]));
        var opener = _product.States[_product.Start].OpenedBy[0];
        foreach (var (fact, value) in _given.Where(g => _product.Facts[g.Key].Kept is not null))
            _cases.Remember(_entry++, _now, _product.Name, _product.Facts[fact].Name, value);
        var facts = _given.Where(g => _product.Facts[g.Key] is { Kept: null, Later: false } && !IsRequests(g.Key))
            .ToDictionary(g => _product.Facts[g.Key].Name, g => Cell(g.Key, g.Value));
        foreach (var token in _product.Facts.Where(f => f.Kind == FactKind.Identifier)) facts.TryAdd(token.Name, 1);
        _case = _entry++;
        var answer = _cases.Open(_case, _now, opener.IsParty ? Actor(opener.Index) : Person(opener.Index, 0),
            opener.IsParty ? null : _product.Authorities[opener.Index].Name, _product.Name,
            Enumerable.Range(0, _product.Parties.Length).ToDictionary(p => _product.Parties[p].Name, Actor),
            Enumerable.Range(0, _product.Accounts.Length)
                .ToDictionary(a => _product.Accounts[a].Name, Account), facts);
        if (!answer.IsAccepted) return $"opening is refused: {string.Join(", ", answer.Reasons)}";
        Note(answer);
        foreach (var (fact, value) in _given.Where(g => _product.Facts[g.Key].Later))
        {
            var (actor, under) = Somebody(_product.Facts[fact].From ?? opener);
            var given = _cases.Give(_entry++, _now, _case, fact, Cell(fact, value), actor, under);
            if (!given.IsAccepted) return $"{_product.Facts[fact].Name} is refused: {given.Outcome}";
            Note(given);
        }

        return null;
    }

    private string? Do(ExampleLine line)
    {
        var step = _product.Steps[line.Subject];
        if (FileAll(line) is { } unfiled) return unfiled;
        var isAutomatic = line.By is null && step.Kind == StepKind.Step && step.Decider.By is null;
        if (isAutomatic || (line.By is null && _fired.Contains(line.Subject)))
        {
            if (_fired.Count == 0) return $"{step.Name} does not fire";
            var fired = _fired.Dequeue();
            return fired == line.Subject ? null : $"{_product.Steps[fired].Name} fires, not {step.Name}";
        }

        _fired.Clear();
        var answer = Act(line);
        if (!answer.IsAccepted) return $"{step.Name} is refused: {string.Join(", ", answer.Reasons)}";
        foreach (var firing in answer.Firings.Where(f => f.Step != line.Subject)) _fired.Enqueue(firing.Step);
        return null;
    }

    private string? Refused(ExampleLine line)
    {
        if (FileAll(line) is { } unfiled) return unfiled;
        return Act(line).IsAccepted ? $"{_product.Steps[line.Subject].Name} is not refused" : null;
    }

    private PlainAnswer Act(ExampleLine line)
    {
        var step = _product.Steps[line.Subject];
        var head = _cases.History.Head(_case);
        var question = _cases.History.Questions(_case).SingleOrDefault(q => q.Step == line.Subject);
        if (step.Kind == StepKind.Request && question is null)
        {
            var (asker, under) = Somebody(line.By ?? step.By!.Value);
            var facts = _given.Where(g => IsRequests(g.Key) && PlainProduct.Reads(step, g.Key)).ToDictionary(g => g.Key, g => Cell(g.Key, g.Value));
            return _cases.Ask(_entry++, _now, _case, line.Subject, facts, asker, under);
        }

        var who = line.By ?? (step.Kind == StepKind.Appeal ? step.By : step.Decider.By)!.Value;
        if (step.Decider.RecordedBy is { } recorder && who == step.Decider.By) who = recorder;
        var people = Quorum(who);
        foreach (var (person, named) in people.Skip(1)) _cases.Approve(_entry++, _now, _case, line.Subject, person, named, head);
        var (actor, authority) = people[0];
        return question is null
            ? _cases.Take(_entry++, _now, _case, line.Subject, actor, authority, head)
            : _cases.Answer(_entry++, _now, _case, question.Entry, true, actor, authority, head);
    }

    private string? FileAll(ExampleLine line)
    {
        foreach (var kind in line.With)
        {
            if (_cases.History.IsFinal(_case)) return "the case has ended";
            var (actor, under) = Somebody(_product.Evidence[kind].From);
            var answer = _cases.File(_entry++, _now, _case, kind, actor, under);
            if (!answer.IsAccepted) return $"{_product.Evidence[kind].Name} is refused: {answer.Outcome}";
            Note(answer);
        }

        return null;
    }

    private string? Wait(LogTime until)
    {
        while (_cases.Clocks.All().FirstOrDefault() is { } due && due.At <= until)
        {
            _now = due.At > _now ? due.At : _now;
            Note(_cases.Lapse(_entry++, _now, due));
        }

        _now = until;
        return null;
    }

    private void Note(PlainAnswer answer)
    {
        foreach (var firing in answer.Firings) _fired.Enqueue(firing.Step);
    }

    private List<(ulong Actor, string? Under)> Quorum(Who who)
    {
        if (who.IsParty || _product.Authorities[who.Index].Members.IsEmpty) return [Somebody(who)];
        var authority = _product.Authorities[who.Index];
        var people = authority.Members.Select(m => (Person(m, 0), (string?)_product.Authorities[m].Name))
            .Concat(authority.Members.Select(m => (Person(m, 1), (string?)_product.Authorities[m].Name)));
        return [.. people.Take(authority.Quorum)];
    }

    private (ulong Actor, string? Under) Somebody(Who who)
    {
        if (who.IsParty) return (Actor(who.Index), null);
        var member = _product.Authorities[who.Index].Members is { IsEmpty: false } members ? members[0] : who.Index;
        return (Person(member, 0), _product.Authorities[member].Name);
    }

    private bool IsRequests(int fact) => new PlainProduct(1, _product, _calendar, _now, [], []).BelongsToRequests(fact);

    // A personal fact enters the log as the lowest value of its cell.
    private Int128 Cell(int fact, Int128 value) =>
        _product.Facts[fact].Personal ? _product.Facts[fact].Partition.Last(low => low <= value) : value;

    private static string? Expect<T>(T said, T found)
        where T : notnull => said.Equals(found) ? null : $"{found}, not {said}";

    private static ulong Actor(int party) => 100 + (ulong)party;

    private static ulong Account(int account) => 500 + (ulong)account;

    private static ulong Person(int authority, int number) => 1_000 + (ulong)(authority * 10) + (ulong)number;
}
