using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Guards;

/// <summary>Builds bound products of a few facts, states and steps, for tests that list every case.</summary>
internal sealed class SmallProduct
{
    private readonly List<BoundFact> _facts = [];
    private readonly List<BoundState> _states = [];
    private readonly List<BoundStep> _steps = [];

    public static BoundParty Us { get; } = new() { Name = "us", Span = default, Role = PartyRole.Us };

    public static BoundAuthority Desk { get; } = new() { Name = "desk", Span = default, Of = Us };

    public static CheckOptions Options { get; } = new();

    public FactRef Number(string name, int from, int to, bool later = false) => Add(new BoundFact
    {
        Name = name,
        Span = default,
        Kind = FactKind.Number,
        From = Quantity.Of((UInt128)from),
        To = Quantity.Of((UInt128)to),
        Later = later,
    });

    public FactRef Words(string name, params ImmutableArray<string> members) =>
        Add(new BoundFact { Name = name, Span = default, Kind = FactKind.OneOf, Members = members });

    public FactRef Add(BoundFact fact)
    {
        _facts.Add(fact);
        return new FactRef(_facts.Count - 1);
    }

    public StateRef State(string name, Quantity? clock = null, StepRef? then = null, BoundLegal? legal = null)
    {
        _states.Add(new BoundState
        {
            Name = name,
            Title = name,
            Span = default,
            Starts = _states.Count == 0,
            Final = clock is null && then is null,
            Legal = legal,
            Clock = clock is null && then is null ? null : new BoundClock(
                new BoundQuantity(clock ?? Days(1), null, default), null, then, default, default),
        });
        return new StateRef(_states.Count - 1);
    }

    public StepRef Step(string name, DeciderKind by, StateRef from, StateRef to, BoundCondition? when = null, int? atMost = null)
    {
        _steps.Add(new BoundStep
        {
            Name = name,
            Title = name,
            Span = new TextSpan(_steps.Count, 0),
            Kind = StepKind.Step,
            From = [from],
            To = to,
            Decision = new BoundDecision(by, by == DeciderKind.Person ? Desk : null, null, false, default),
            When = when is null ? null : when with { Span = new TextSpan(_steps.Count, 0) },
            AtMost = atMost is { } most ? new BoundQuantity(new Quantity(QuantityUnit.Times, (UInt128)most), null, default) : null,
        });
        return new StepRef(_steps.Count - 1);
    }

    public BoundProduct Build(ImmutableArray<BoundLegal> legal = default) => new()
    {
        Name = "small",
        Span = default,
        Version = 1,
        InEffect = new DateOnly(2027, 1, 1),
        Perimeter = new BoundPerimeter { TimeZone = "Asia/Shanghai" },
        Facts = [.. _facts],
        States = [.. _states],
        Steps = [.. _steps],
        Legal = legal.IsDefault ? [] : legal,
    };

    public static Quantity Days(int count) => new(QuantityUnit.Day, (UInt128)count);

    public static BoundComparison Is(FactRef fact, ComparisonKind kind, int value) =>
        new(fact, kind, new BoundQuantity(Quantity.Of((UInt128)value), null, default), default);

    public static BoundMembership Is(FactRef fact, params ImmutableArray<string> members) => new(fact, members, false, default);

    public static BoundAnd Both(params ImmutableArray<BoundCondition> items) => new(items, default);

    public static DiagnosticBag Bag() => new(SourceText.FromString("small.onus", ""));

    /// <summary>Evaluates a condition as it is read, without any of the code under test.</summary>
    public static bool Holds(BoundProduct product, BoundCondition? condition, Int128[] values) => condition switch
    {
        null => true,
        BoundAnd and => and.Items.All(i => Holds(product, i, values)),
        BoundOr or => or.Items.Any(i => Holds(product, i, values)),
        BoundNot not => !Holds(product, not.Item, values),
        BoundMembership m => m.Negated ^ m.Members.Contains(product[m.Fact].Members[(int)values[m.Fact.Index]]),
        BoundComparison c => Compare(values[c.Fact.Index], c.Kind, (Int128)c.Operand.Value.Amount),
        _ => throw new ArgumentException("an unknown condition", nameof(condition)),
    };

    private static bool Compare(Int128 value, ComparisonKind kind, Int128 with) => kind switch
    {
        ComparisonKind.AtMost => value <= with,
        ComparisonKind.AtLeast => value >= with,
        ComparisonKind.Over => value > with,
        ComparisonKind.Under => value < with,
        ComparisonKind.Equal => value == with,
        _ => value != with,
    };
}
