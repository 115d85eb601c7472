using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Diagrams;

/// <summary>What a map shows of a product: states in the lanes of their owners, and the steps between them.</summary>
internal sealed record ProductMap(
    string Title,
    ImmutableArray<string> Parties,
    ImmutableArray<MapLane> Lanes,
    ImmutableArray<MapState> States,
    ImmutableArray<MapStep> Steps)
{
    /// <summary>Makes the map of a product; what a fault left out of the product is left out of the map.</summary>
    public static ProductMap Of(BoundProduct product)
    {
        var lanes = LanesOf(product);
        var states = product.States.Select(state => StateOf(product, state, lanes)).ToImmutableArray();
        var steps = product.Steps.Where(s => s.Kind != StepKind.Request && s.To is not null)
            .SelectMany(step => step.From
                .Where(from => !product[from].Final)
                .Select(from => StepOf(product, step, from.Index)))
            .ToImmutableArray();
        return new ProductMap(
            Prose.Title(product), [.. product.Parties.Select(Prose.Title)], lanes, states, steps);
    }

    /// <summary>The kind of line of a step.</summary>
    public static MapStepKind KindOf(BoundProduct product, BoundStep step) => (step.Kind, step.Decision?.By) switch
    {
        (StepKind.Appeal, _) => MapStepKind.Appeal,
        (_, DeciderKind.Rule) => MapStepKind.Rule,
        (_, DeciderKind.Clock) => ForcedStep.Short(product, step) is null ? MapStepKind.Clock : MapStepKind.Forced,
        _ => MapStepKind.Person,
    };

    private static ImmutableArray<MapLane> LanesOf(BoundProduct product)
    {
        var lanes = new List<MapLane>();
        foreach (var state in product.States)
        {
            if (state.Final) continue;
            var lane = LaneOf(product, state.Owner);
            if (!lanes.Contains(lane)) lanes.Add(lane);
        }

        return [.. lanes];
    }

    private static MapLane LaneOf(BoundProduct product, BoundActor? owner) => owner is null
        ? new MapLane("", "Nobody", "", -1)
        : new MapLane(owner.Name, Prose.Title(owner), owner is BoundParty ? "" : Prose.Title(owner.Party),
            product.Parties.IndexOf(owner.Party));

    private static MapState StateOf(BoundProduct product, BoundState state, ImmutableArray<MapLane> lanes)
    {
        var liable = state.Liable?.Items ?? [];
        var requests = product.Steps.Where(s =>
            s.Kind == StepKind.Request && s.From.Any(from => ReferenceEquals(product[from], state)));
        return new MapState(state.Name, Prose.Title(state))
        {
            Lane = state.Final ? -1 : lanes.IndexOf(LaneOf(product, state.Owner)),
            Starts = state.Starts,
            OpenedBy = Prose.List(state.OpenedBy.Select(Prose.Title), "or"),
            Final = state.Final,
            Legal = state.Legal is { } legal ? Prose.Words(legal.Name) : "",
            AdverseTo = state.Legal?.Against is { } against ? Prose.Title(against) : "",
            Funds = state.Funds is { } funds ? Prose.Words(funds.Name) : "",
            Clock = state.Clock is { } clock ? Prose.Clock(product, clock) : "",
            Liable = [.. liable.Select(bearer => new MapBearer(
                product.Parties.IndexOf(bearer.Party),
                Prose.Title(bearer.Party),
                bearer.Share is null ? "" : Prose.Share(product, bearer.Share)))],
            Requests = [.. requests.Select(Prose.Title)],
        };
    }

    private static MapStep StepOf(BoundProduct product, BoundStep step, int from)
    {
        var state = product.States[from];
        var silence = state.Clock?.Then is { } then && ReferenceEquals(product[then], step);
        return new MapStep(step.Name, Prose.Title(step), from, step.To!.Value.Index, KindOf(product, step))
        {
            Silence = silence,
            OrClock = step.Decision?.OrClock ?? false,
            DecidedBy = ForcedStep.Short(product, step) ?? Prose.Decider(product, step),
            Because = Prose.List(step.Because.Select(source => source.Name)),
        };
    }
}

/// <summary>A lane of the map: one owner, under the party it belongs to.</summary>
internal sealed record MapLane(string Name, string Title, string PartyTitle, int Party);

/// <summary>A state as the map shows it.</summary>
internal sealed record MapState(string Name, string Title)
{
    /// <summary>The lane; -1 for a final state, which nobody owns.</summary>
    public int Lane { get; init; }

    public bool Starts { get; init; }

    public string OpenedBy { get; init; } = "";

    public bool Final { get; init; }

    public string Legal { get; init; } = "";

    public string AdverseTo { get; init; } = "";

    public string Funds { get; init; } = "";

    public string Clock { get; init; } = "";

    public ImmutableArray<MapBearer> Liable { get; init; } = [];

    public ImmutableArray<string> Requests { get; init; } = [];
}

/// <summary>Who is liable for which share.</summary>
internal readonly record struct MapBearer(int Party, string Title, string Share);

/// <summary>A step from one state to another.</summary>
internal sealed record MapStep(string Name, string Title, int From, int To, MapStepKind Kind)
{
    /// <summary>What happens in the source state when nobody does anything.</summary>
    public bool Silence { get; init; }

    public bool OrClock { get; init; }

    public string DecidedBy { get; init; } = "";

    public string Because { get; init; } = "";
}

internal enum MapStepKind
{
    Rule,
    Person,
    Clock,
    Appeal,

    /// <summary>Nobody decides: a shortage, a cap or a term in law brings it about.</summary>
    Forced,
}
