using System.Collections.Frozen;
using System.Collections.Immutable;
using Onus.Cases.Windows;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>What the runtime looks up in a compiled product again and again: places by name, and which step feeds what.</summary>
internal sealed class ProductShape
{
    public ProductShape(Product product, KeptValues kept)
    {
        Product = product;
        Facts = Places(product.Facts, f => f.Name);
        Parties = Places(product.Parties, p => p.Name);
        Authorities = Places(product.Authorities, a => a.Name);
        Evidence = Places(product.Evidence, e => e.Name);
        Steps = Places(product.Steps, s => s.Name);
        Accounts = Places(product.Accounts, a => a.Name);
        BelongsToRequests = RequestFacts(product);
        NeededAtOpening = [.. product.Facts.Select((f, place) =>
            f is { Kept: null, Later: false, Kind: not (FactKind.Score or FactKind.Link) } && !BelongsToRequests[place])];
        OpensOthers = product.Steps.Any(s => s.Opens is not null) || product.Caps.Any(c => !c.Opens.IsEmpty);
        CanAppeal = [.. product.States.Select((_, state) =>
            product.Steps.Any(s => s.Kind == StepKind.Appeal && s.From.Contains(state)))];
        Feeds = [.. product.Steps.Select((_, step) => FactsFedBy(product, step))];
        Kept = [.. product.Facts.Select(f => f.Kept is null ? null : kept.Of(product, f))];
        Caps = [.. product.Caps.Select(c => c.Window is null ? null : kept.Of(product, c))];
        Fills = [.. product.Steps.Select((_, step) => CapsFilledBy(product, step))];
    }

    public Product Product { get; }

    public FrozenDictionary<string, int> Facts { get; }

    public FrozenDictionary<string, int> Parties { get; }

    public FrozenDictionary<string, int> Authorities { get; }

    public FrozenDictionary<string, int> Evidence { get; }

    public FrozenDictionary<string, int> Steps { get; }

    /// <summary>Accounts by <c>party/name</c>.</summary>
    public FrozenDictionary<string, int> Accounts { get; }

    /// <summary>For each fact whether only requests use it: it belongs to each of their instances (LANGUAGE, "Requests").</summary>
    public ImmutableArray<bool> BelongsToRequests { get; }

    /// <summary>For each fact whether whoever opens a case has to give it.</summary>
    public ImmutableArray<bool> NeededAtOpening { get; }

    /// <summary>Whether cases of it ever open cases of other products.</summary>
    public bool OpensOthers { get; }

    /// <summary>For each state whether a party may appeal from it: an outage extends its clock (LANGUAGE, "Clocks").</summary>
    public ImmutableArray<bool> CanAppeal { get; }

    /// <summary>For each kept fact its series; null for the others.</summary>
    public ImmutableArray<KeptSeries?> Kept { get; }

    /// <summary>For each windowed cap the series of the stakes that fill it; null for the others.</summary>
    public ImmutableArray<KeptSeries?> Caps { get; }

    /// <summary>For each step the kept facts that its firings add to.</summary>
    public ImmutableArray<ImmutableArray<int>> Feeds { get; }

    /// <summary>For each step the windowed caps that its firings fill.</summary>
    public ImmutableArray<ImmutableArray<int>> Fills { get; }

    private static FrozenDictionary<string, int> Places<T>(ImmutableArray<T> items, Func<T, string> nameOf) =>
        items.Select((item, place) => (Name: nameOf(item), place)).ToFrozenDictionary(x => x.Name, x => x.place, StringComparer.Ordinal);

    private static ImmutableArray<int> FactsFedBy(Product product, int step) =>
        [.. Enumerable.Range(0, product.Facts.Length).Where(f => product.Facts[f].Kept is { } kept && kept.Steps.Contains(step))];

    private static ImmutableArray<int> CapsFilledBy(Product product, int step) =>
        [.. Enumerable.Range(0, product.Caps.Length).Where(c => product.Caps[c].Window is not null && product.Caps[c].Blocks.Contains(step))];

    private static ImmutableArray<bool> RequestFacts(Product product)
    {
        var byRequests = new bool[product.Facts.Length];
        var byOthers = new bool[product.Facts.Length];
        if (product.Stake is { } stake) byOthers[stake] = true;
        foreach (var step in product.Steps)
            foreach (var fact in ProductReads.Of(step)) (step.Kind == StepKind.Request ? byRequests : byOthers)[fact] = true;
        foreach (var state in product.States)
        {
            if (state.Clock?.After is { } after) byOthers[after] = true;
            foreach (var line in state.Liable) Mark(line.Share, byOthers);
        }

        foreach (var line in product.Funds.SelectMany(f => f.Lines)) Mark(line.Share, byOthers);
        foreach (var rule in product.Shadows.SelectMany(s => s.Instead))
            foreach (var fact in ProductReads.Of(rule.When)) byOthers[fact] = true;
        foreach (var score in product.Scores)
            foreach (var fact in score.Reads) byOthers[fact] = true;
        return [.. byRequests.Select((used, fact) => used && !byOthers[fact] && product.Facts[fact].Kept is null)];
    }

    private static void Mark(Share? share, bool[] used)
    {
        if (share is { FactIndex: >= 0 } s) used[s.FactIndex] = true;
    }
}
