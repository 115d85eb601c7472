using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>Checks that everything a compiled product refers to is there, so that nothing which runs one needs to ask again.</summary>
internal static class ProductReferences
{
    /// <summary>What is wrong with the first broken reference, or null where all lead somewhere.</summary>
    public static string? FirstBroken(Product p)
    {
        if (p.States.Count(s => s.Starts) != 1) return "not exactly one starting state";
        if (p.Stake is { } stake && !(Has(p.Facts, stake) && p.Facts[stake].Kind == FactKind.Money)) return "the stake is no money fact";
        foreach (var (where, holds) in Checks(p))
            if (!holds) return $"{where} refers to something that is not there";
        return null;
    }

    private static IEnumerable<(string Where, bool Holds)> Checks(Product p) =>
        People(p).Concat(Facts(p)).Concat(Money(p)).Concat(States(p)).Concat(Steps(p)).Concat(Caps(p)).Concat(Examples(p));

    private static IEnumerable<(string, bool)> People(Product p)
    {
        foreach (var x in p.Authorities)
            yield return (x.Name, Has(p.Parties, x.Of) && Have(p.Authorities, x.Members)
                && (x.Members.IsEmpty ? x.Quorum == 1 : x.Quorum >= 1) && x.Members.All(m => p.Authorities[m].Members.IsEmpty));
        foreach (var s in p.Sources) yield return (s.Name, Have(p.Steps, s.Compels) && Maybe(p, s.DecidedBy));
        foreach (var e in p.Evidence) yield return (e.Name, Is(p, e.From));
        if (p.Perimeter.Recovery is { } recovery) yield return ("recovery", Maybe(p, recovery.Then));
    }

    private static IEnumerable<(string, bool)> Facts(Product p)
    {
        foreach (var f in p.Facts)
        {
            yield return (f.Name, Maybe(p, f.From) && f.Range.Low <= f.Range.High);
            if (f.Kept is { } kept)
                yield return (f.Name, Have(p.Steps, kept.Steps) && Maybe(p.Facts, kept.Over) && Maybe(p.Facts, kept.Per)
                    && Maybe(p.Parties, kept.PerParty) && kept.Window.Kind == WindowKind.Rolling == kept.Window.Length is not null);
        }

        foreach (var s in p.Scores) yield return (s.Name, Have(p.Facts, s.Reads) && (s.ReviewedBy is null || Is(p, s.ReviewedBy.By)));
        foreach (var l in p.Links) yield return (l.Name, Have(p.Facts, l.Shares) && Maybe(p.Facts, l.IgnoresPer));
    }

    private static IEnumerable<(string, bool)> Money(Product p)
    {
        foreach (var x in p.Accounts) yield return (x.Name, Has(p.Parties, x.Party));
        foreach (var f in p.Funds)
            yield return (f.Name, f.Lines.All(l => Has(p.Accounts, l.Account) && Is(p, l.Share)));
        foreach (var k in p.Keeps) yield return ("keep", Have(p.Evidence, k.Kinds));
    }

    private static IEnumerable<(string, bool)> States(Product p)
    {
        foreach (var l in p.Legals) yield return (l.Name, Maybe(p.Parties, l.Against) && Maybe(p, l.Clock));
        foreach (var s in p.States)
        {
            yield return (s.Name, Has(p.Legals, s.Legal) && Has(p.Funds, s.Funds) && s.OpenedBy.All(w => Is(p, w)));
            yield return (s.Name, s.Final || (Maybe(p, s.Owner) && s.Owner is not null && s.Clock is not null && Maybe(p, s.Clock)));
            yield return (s.Name, s.Liable.All(l => Is(p, l)));
        }
    }

    private static IEnumerable<(string, bool)> Steps(Product p)
    {
        foreach (var s in p.Steps)
        {
            yield return (s.Name, Have(p.States, s.From) && Maybe(p.States, s.To) && s.To is null == (s.Kind == StepKind.Request));
            yield return (s.Name, Maybe(p, s.By) && Maybe(p, s.Decider.By) && Maybe(p, s.Decider.RecordedBy) && Is(p, s.When));
            yield return (s.Name, Have(p.Evidence, s.Needs) && Have(p.Sources, s.Because));
            yield return (s.Name, s.Shifts.All(list => list.All(m => Has(p.Parties, m.From) && Has(p.Parties, m.To) && Is(p, m.Share))));
            yield return (s.Name, s.Posts.All(list => list.All(m => Has(p.Accounts, m.From) && Has(p.Accounts, m.To) && Is(p, m.Share))));
            yield return (s.Name, s.Discharges.All(x => Is(p, x)) && s.Leaves.All(x => Is(p, x)));
            yield return (s.Name, s.Tells.All(t => t.To.All(w => Is(p, w)) && Maybe(p.Sources, t.Under)));
            yield return (s.Name, s.Reports.All(r => Has(p.Perimeter.Regulators, r.Regulator)));
            yield return (s.Name, Maybe(p.Steps, s.IfUnfunded) && Maybe(p.Steps, s.UndoneBy));
            yield return (s.Name, s.ReviewedBy is null || Is(p, s.ReviewedBy.By));
            yield return (s.Name, s.Answer is null ? s.Kind != StepKind.Request : Maybe(p.Steps, s.Answer.Step));
        }
    }

    private static IEnumerable<(string, bool)> Caps(Product p)
    {
        foreach (var c in p.Caps)
            yield return (c.Name, Has(p.Parties, c.On) && Maybe(p.Parties, c.Per) && c.Warns.All(w => Is(p, w.To))
                && Have(p.Steps, c.Blocks) && Maybe(p.Steps, c.Instead));
        foreach (var s in p.Shadows)
            yield return (s.Name, Have(p.Sources, s.Because) && s.Instead.All(r => Has(p.Steps, r.Step) && Is(p, r.When))
                && Maybe(p, s.PromotedBy) && (s.Report is null || Has(p.Perimeter.Regulators, s.Report.Regulator)));
    }

    private static IEnumerable<(string, bool)> Examples(Product p) =>
        from example in p.Examples
        from line in example.Lines
        let count = line.Action switch
        {
            ExampleAction.GivenFact => p.Facts.Length,
            ExampleAction.GivenBalance or ExampleAction.ExpectBalance => p.Accounts.Length,
            ExampleAction.Do or ExampleAction.Refused => p.Steps.Length,
            ExampleAction.ExpectState => p.States.Length,
            ExampleAction.ExpectLiable => p.Parties.Length,
            ExampleAction.ExpectShadowDiffers => p.Shadows.Length,
            _ => int.MaxValue,
        }
        let subject = line.Action == ExampleAction.Wait ? line.Wait is not null : (uint)line.Subject < (uint)count
        select (example.Title, subject && Maybe(p, line.By) && Have(p.Evidence, line.With) && (line.Share is not { } s || Is(p, s)));

    private static bool Has<T>(ImmutableArray<T> list, int index) => (uint)index < (uint)list.Length;

    private static bool Have<T>(ImmutableArray<T> list, IEnumerable<int> indexes) =>
        indexes.All(i => Has(list, i));

    private static bool Maybe<T>(ImmutableArray<T> list, int? index) =>
        index is not { } i || Has(list, i);

    private static bool Is(Product p, Who who) => who.IsParty ? Has(p.Parties, who.Index) : Has(p.Authorities, who.Index);

    private static bool Maybe(Product p, Who? who) => who is not { } w || Is(p, w);

    private static bool Maybe(Product p, Clock? clock) =>
        clock is null || (Has(p.Steps, clock.Then) && Maybe(p.Facts, clock.After) && clock.Length.IsTime);

    private static bool Is(Product p, Share share) =>
        share.Kind is not (ShareKind.Fact or ShareKind.UpToFact) || Has(p.Facts, share.FactIndex);

    private static bool Is(Product p, PartyShare share) => Has(p.Parties, share.Party) && (share.Share is not { } s || Is(p, s));

    private static bool Is(Product p, Condition condition) => condition.Kind == ConditionKind.Within
        ? Has(p.Facts, condition.Fact) && condition.Parts.IsEmpty
        : condition.Parts.All(part => Is(p, part));
}
