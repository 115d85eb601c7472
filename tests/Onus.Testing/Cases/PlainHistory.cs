using System.Numerics;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Everything that happened, and what follows from it, worked out from the first event whenever somebody asks.</summary>
public sealed class PlainHistory
{
    private readonly List<PlainEvent> _events = [];

    // The same events once more, by case: looking through all of them for each question would take most of the time.
    private readonly Dictionary<ulong, List<PlainEvent>> _byCase = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<PlainEvent> Events => _events;

    /// <summary>The cases, in the order of opening.</summary>
    public IEnumerable<PlainOpened> Cases => _byCase.Where(c => c.Key != 0).Select(c => (PlainOpened)c.Value[0]).OrderBy(c => c.Case);

    /// <summary>The cases that have not ended.</summary>
    public IEnumerable<PlainOpened> OpenCases => Cases.Where(c => !IsFinal(c.Case));

    /// <summary>How a case was opened, or null where there is none.</summary>
    public PlainOpened? Opening(ulong of) => of != 0 && _byCase.TryGetValue(of, out var events) ? (PlainOpened)events[0] : null;

    /// <summary>The state that a case is in.</summary>
    public int State(ulong of) => Of<PlainFiring>(of).LastOrDefault()?.To ?? Text(of).Start;

    /// <summary>Whether a case has ended.</summary>
    public bool IsFinal(ulong of) => Text(of).States[State(of)].Final;

    /// <summary>When a case last entered the state it is in; a state that a step leads back to is entered again.</summary>
    public LogTime EnteredAt(ulong of) =>
        Of<PlainFiring>(of).LastOrDefault(f => Text(of).Steps[f.Step].Kind != StepKind.Request)?.At ?? Opening(of)!.At;

    /// <summary>The last material entry: opening, act, fact, evidence, the outcome of a request.</summary>
    public ulong Head(ulong of) => Of<PlainEvent>(of)
        .Last(e => e is PlainOpened or PlainFiring or PlainFact or PlainEvidence or PlainAnswered).Entry;

    /// <summary>What a party owes in a case.</summary>
    public BigInteger Liability(ulong of, int party) => Of<PlainMove>(of)
        .Select(m => (m.To == party ? m.Amount : 0) - (m.From == party ? m.Amount : 0)).Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>Credits minus debits of a ledger account.</summary>
    public BigInteger Balance(ulong account) => _events.OfType<PlainLeg>()
        .Select(l => (l.Credit == account ? l.Amount : 0) - (l.Debit == account ? l.Amount : 0)).Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>What a case has put into an account of its product, less what it has taken out.</summary>
    public BigInteger BalanceIn(ulong of, int account) => Of<PlainLeg>(of)
        .Select(l => (l.To == account ? l.Amount : 0) - (l.From == account ? l.Amount : 0)).Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>How often a step fired in a case.</summary>
    public int Fired(ulong of, int step) => Of<PlainFiring>(of).Count(f => f.Step == step);

    /// <summary>Whether a step has the evidence that it needs; one that may be taken several times needs new evidence each time.</summary>
    public bool HasEvidence(ulong of, int step)
    {
        var text = Text(of).Steps[step];
        var events = Of<PlainEvent>(of).ToList();
        var since = text.AtMost is null ? 0 : events.FindLastIndex(e => e is PlainFiring f && f.Step == step) + 1;
        return text.Needs.All(kind => events.Skip(since).Any(e => e is PlainEvidence filed && filed.Kind == kind));
    }

    /// <summary>The values of a product's facts in a case at an instant: what was given last, or with a question, and what is
    /// kept.</summary>
    public IReadOnlyList<Int128?> Facts(ulong of, LogTime now, IReadOnlyDictionary<int, Int128>? question = null)
    {
        var given = Given(of);
        foreach (var (fact, value) in question ?? new Dictionary<int, Int128>()) given[fact] = value;
        return [.. Text(of).Facts.Select((f, i) => f.Kept is { } kept ? Kept(of, kept, given, now) : given[i])];
    }

    /// <summary>The ledger account that a case posts to, the actor who holds a party: bound at enactment or at opening.</summary>
    public ulong Account(ulong of, int account) => Opening(of)!.Accounts[account];

    /// <summary>The open questions of a case.</summary>
    public IEnumerable<PlainAsked> Questions(ulong of) => Of<PlainAsked>(of).Where(q => !Of<PlainAnswered>(of).Any(a => a.Request == q.Entry));

    /// <summary>Whether an actor holds an authority of a product now.</summary>
    public bool Holds(ulong actor, string product, string authority) => _events.OfType<PlainGrant>()
        .LastOrDefault(g => g.Actor == actor && g.Product == product && g.Authority == authority) is { Held: true };

    /// <summary>The approvals of a step that still count: on this head, not withdrawn.</summary>
    public IEnumerable<PlainApproved> Approvals(ulong of, int step) => Of<PlainApproved>(of)
        .Where(a => a.Step == step && a.Head == Head(of) && !Of<PlainWithdrawn>(of).Any(w => w.Approval == a.Entry));

    /// <summary>The firings of steps, by name, in all cases and versions of a product since an instant (which is not in it).</summary>
    public IEnumerable<PlainFiring> Firings(string product, IEnumerable<string> steps, LogTime? since, bool inclusive = false)
    {
        var names = steps.ToHashSet();
        return _events.OfType<PlainFiring>().Where(f => Text(f.Case).Name == product && names.Contains(Text(f.Case).Steps[f.Step].Name)
            && (since is not { } start || f.At > start || (inclusive && f.At == start)));
    }

    /// <summary>The compiled product of a case.</summary>
    public Product Text(ulong of) => Opening(of)!.Product.Text;

    /// <summary>The events of a case, in order.</summary>
    public IEnumerable<T> Of<T>(ulong of)
        where T : PlainEvent => _byCase.TryGetValue(of, out var events) ? events.OfType<T>() : [];

    internal void Add(PlainEvent happened)
    {
        _events.Add(happened);
        if (!_byCase.TryGetValue(happened.Case, out var events)) _byCase.Add(happened.Case, events = []);
        events.Add(happened);
    }

    internal void ForgetFrom(int mark)
    {
        for (; _events.Count > mark; _events.RemoveAt(_events.Count - 1))
        {
            var events = _byCase[_events[^1].Case];
            events.RemoveAt(events.Count - 1);
            if (events.Count == 0) _byCase.Remove(_events[^1].Case);
        }
    }

    private Int128?[] Given(ulong of)
    {
        var facts = new Int128?[Text(of).Facts.Length];
        foreach (var given in Of<PlainFact>(of)) facts[given.Fact] = given.Value;
        return facts;
    }

    /// <summary>Firings in the window with the same key, and this case's own once while a listed step can still leave its state.</summary>
    private Int128? Kept(ulong of, Kept kept, Int128?[] own, LogTime now)
    {
        var product = Opening(of)!.Product;
        if (KeyOf(of, kept, own) is not { } key) return null;
        if (kept.Over is { } over && own[over] is null) return null;
        var (since, inclusive) = WindowStart(product, kept.Window, now);
        var steps = kept.Steps.Select(s => product.Text.Steps[s].Name);
        var before = Firings(product.Text.Name, steps, since, inclusive)
            .Where(f => KeyOf(f.Case, SameIn(f.Case, product, kept), f.Facts) == key)
            .Select(f => kept.Over is null ? 1 : f.Facts[SameIn(f.Case, product, kept).Over!.Value] ?? 0);
        var pending = kept.Steps.Any(s => product.Text.Steps[s].From.Contains(State(of)));
        var mine = pending ? kept.Over is { } sum ? own[sum]!.Value : 1 : 0;
        var name = product.Text.Facts.Single(f => f.Kept == kept).Name;
        var prior = _events.OfType<PlainPrior>().Where(x => x.Product == product.Text.Name && x.Fact == name).Select(x => x.Value);
        return before.Concat(prior).Aggregate((Int128)mine, (sum, value) => sum + value);
    }

    // Another version may have its facts and parties in other places: they are found by name.
    private Kept SameIn(ulong other, PlainProduct product, Kept kept)
    {
        var name = product.Text.Facts.Single(f => f.Kept == kept).Name;
        return Text(other).Facts.Single(f => f.Name == name).Kept!;
    }

    private Int128? KeyOf(ulong of, Kept kept, IReadOnlyList<Int128?> facts) =>
        kept.Per is { } fact ? facts[fact] : kept.PerParty is { } party ? (Int128)Opening(of)!.Parties[party] : 0;

    private static (LogTime? Since, bool Inclusive) WindowStart(PlainProduct product, Window window, LogTime now)
    {
        if (window.Kind == WindowKind.Ever) return (null, false);
        if (window.Kind == WindowKind.Rolling) return (product.Calendar.Start(now, window.Length!.Value.ToTerm()), false);
        var zone = product.Calendar.Zone;
        var today = zone.DateAt(now);
        var first = window.Kind switch
        {
            WindowKind.ThisDay => today,
            WindowKind.ThisMonth => new DateOnly(today.Year, today.Month, 1),
            _ => new DateOnly(today.Year, 1, 1),
        };
        return (zone.StartOf(first), true);
    }
}
