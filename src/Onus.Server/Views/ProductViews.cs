using Onus.Cases;
using Onus.Cases.Explaining;
using Onus.Cases.Runtime;
using Onus.Cases.Windows;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Language;
using Onus.Language.Comparison;
using Onus.Language.Compiled;
using Onus.Language.Diagrams;
using Onus.Server.Cases;

namespace Onus.Server.Views;

/// <summary>Product versions, checks and comparisons as the API shows them.</summary>
internal static class ProductViews
{
    /// <summary>A version in a list.</summary>
    public static ProductVersion Version(EnactedProduct version, EnactedProduct? inEffect, ulong openCases) => new(
        version.Product.Name, version.Product.Version, version.Product.Title, version.Entry, version.InEffect, version == inEffect,
        version.Product.Source, version.Compiled, openCases);

    /// <summary>A version with all that a form asks for.</summary>
    /// <param name="version">The version.</param>
    /// <param name="row">It in a list.</param>
    /// <param name="accounts">The ids of the ledger accounts that are bound.</param>
    /// <param name="open">Its open cases.</param>
    public static ProductView View(EnactedProduct version, ProductVersion row, IReadOnlyList<Id128> accounts, IReadOnlyList<CaseLine> open)
    {
        var (p, words, shape) = (version.Product, new ProductWords(version.Product), new ProductShape(version.Product, new KeptValues()));
        var currency = CaseTables.CurrencyOf(p);
        return new ProductView(row)
        {
            Parties = [.. p.Parties.Select((party, place) => new ProductParty(
                party.Name, party.Title, party.Kind.ToString(), version.Parties[place] is not 0 and var bound ? bound : null))],
            Accounts = [.. p.Accounts.Select((account, place) => new ProductAccount(
                account.Name, p.Parties[account.Party].Name, version.Accounts[place] != 0 ? accounts[place] : null))],
            Authorities = [.. p.Authorities.Select(a => new ProductAuthority(a.Name, a.Name.Replace('-', ' '), p.Parties[a.Of].Name))],
            Facts = [.. p.Facts.Where(fact => fact.Kept is null).Select(fact => Fact(fact, p, words))],
            Evidence = [.. p.Evidence.Select((kind, place) => new ProductEvidence(kind.Name, kind.Title, words.Who(kind.From), Keep(p, place)))],
            States = [.. p.States.Select((state, place) => State(state, place, words, open))],
            Steps = [.. p.Steps.Select(step => Step(step, words))],
            Shadows = [.. p.Shadows.Select(shadow => shadow.Name)],
            Currency = p.Stake is null ? null : currency.Code,
            Openers = [.. p.States[p.Start].OpenedBy.Select(words.Who)],
            OpeningFacts = [.. Enumerable.Range(0, p.Facts.Length).Where(f => IsGivenAtOpening(shape, f)).Select(f => p.Facts[f].Name)],
        };
    }

    /// <summary>What the checker says.</summary>
    public static CheckAnswer Check(CheckResult result) => new(
        result.Succeeded, [.. result.Diagnostics.Select(d => Diagnostic(d, result))], result.Product is null ? null : Map(result));

    /// <summary>The decision map; null where the text is too broken to be drawn.</summary>
    public static string? Map(CheckResult result)
    {
        if (result.Product is not { } product) return null;
        try
        {
            var map = ProductMap.Of(product);
            return MapSvg.Write(map, new MapSvgOptions { Heading = map.Title, Subheading = $"{product.Name}, version {product.Version}" });
        }
        catch (Exception e) when (!result.Succeeded && e is InvariantViolation or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            // A text with faults has holes: what cannot be drawn is not shown, and the messages say why.
            return null;
        }
    }

    /// <summary>What two texts mean differently.</summary>
    public static DiffAnswer Diff(ComparisonResult result) => new(
        result.Old, result.New, result.Title,
        [.. result.Changes.Select(c => new ProductChange(c.Area.ToString(), c.Subject, c.Name, c.Aspect, c.Before, c.After))],
        [.. result.Decisions.Select(d => new ProductDecisionChange(d.State, d.Name, d.Cases, d.Example, d.Before, d.After))],
        result.DecisionsUnknown);

    private static bool IsGivenAtOpening(ProductShape shape, int place) =>
        shape.Product.Facts[place] is { Kept: null, Later: false, Kind: not (FactKind.Score or FactKind.Link) } && !shape.BelongsToRequests[place];

    private static DiagnosticView Diagnostic(Diagnostic d, CheckResult result)
    {
        var span = d.Primary.Span;
        var help = d.Fix?.Text ?? (d.Cases.IsEmpty ? null : $"for instance: {d.Cases[0]}");
        return new DiagnosticView(
            d.Code.Text(), d.Severity.ToString(), d.Title, result.Source.LineOf(span.Start), result.Source.ColumnOf(span.Start), span.Length, help);
    }

    private static ProductFact Fact(Fact fact, Product p, ProductWords words)
    {
        var from = fact.From is { } who ? words.Who(who) : string.Join(", ", p.States[p.Start].OpenedBy.Select(words.Who));
        string? unit = fact.Kind switch
        {
            FactKind.Money => fact.Currency.Code,
            FactKind.Duration => "seconds",
            FactKind.Share => "%",
            _ => null,
        };
        return new ProductFact(
            fact.Name, fact.Name.Replace('-', ' '), fact.Kind.ToString(), from, fact.Kind == FactKind.OneOf ? fact.Values : [], unit, fact.Personal);
    }

    private static string Keep(Product p, int kind)
    {
        var keeps = p.Keeps.Where(keep => keep.Kinds.Contains(kind))
            .Select(keep => $"{keep.Length} from {(keep.FromClosing ? "closing" : "collection")}").ToArray();
        return keeps.Length == 0 ? "not kept" : string.Join(", and ", keeps);
    }

    private static ProductState State(State state, int place, ProductWords words, IReadOnlyList<CaseLine> open)
    {
        var p = words.Product;
        var here = open.Where(line => line.State == place).ToArray();
        var stake = here.Aggregate(UInt128.Zero, (sum, line) => sum + line.Stake);
        var silence = state.Clock is { } clock
            ? $"after {clock.Length}{(clock.After is { } fact ? $" from {p.Facts[fact].Name}" : "")}: {p.Steps[clock.Then].Title}" : null;
        return new ProductState(
            state.Name, state.Title, p.Legals[state.Legal].Text, state.Final, silence, (ulong)here.Length,
            Amounts.Text(stake, CaseTables.CurrencyOf(p).MinorDigits));
    }

    private static ProductStep Step(Step step, ProductWords words)
    {
        var p = words.Product;
        var by = new List<string>();
        if (step.Kind == StepKind.Request && step.By is { } asker) by.Add(words.Who(asker));
        else if (step.Decider.By is { } who) by.Add(words.Who(who));
        if (step.Decider.ByRule) by.Add("rule");
        if (step.Decider.ByClock) by.Add("clock");
        var quorum = step.Decider.By is { IsParty: false } authority ? p.Authorities[authority.Index].Quorum : 1;
        return new ProductStep(
            step.Name, step.Title, [.. step.From.Select(words.State)], step.To is { } to ? words.State(to) : "", by, words.Guard(step.When),
            [.. step.Because.Select(place => $"{p.Sources[place].Title} ({words.Says(p.Sources[place])})")], step.Signed,
            [.. step.Needs.Select(kind => p.Evidence[kind].Name)], quorum)
        {
            Posts = [.. step.Posts.SelectMany(list => list).Select(posting => new MoneyMove(
                p.Accounts[posting.From].Name, p.Accounts[posting.To].Name, Share(posting.Share, words)))],
        };
    }

    private static string Share(Share share, ProductWords words) => share.Kind switch
    {
        ShareKind.All => "all",
        ShareKind.Rest => "the rest",
        ShareKind.Percent => $"{share.Amount}%",
        ShareKind.UpToPercent => $"up to {share.Amount}%",
        ShareKind.Amount => words.Money(share.Amount),
        ShareKind.UpToAmount => $"up to {words.Money(share.Amount)}",
        ShareKind.Fact => words.Product.Facts[share.FactIndex].Name,
        _ => $"up to {words.Product.Facts[share.FactIndex].Name}",
    };
}
