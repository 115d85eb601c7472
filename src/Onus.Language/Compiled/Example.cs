using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>A story that must come true.</summary>
public sealed record Example(string Title, ImmutableArray<ExampleLine> Lines);

/// <summary>What a line of an example does.</summary>
public enum ExampleAction : byte
{
    /// <summary>A fact is given.</summary>
    GivenFact,

    /// <summary>An account holds an amount.</summary>
    GivenBalance,

    /// <summary>A step is taken.</summary>
    Do,

    /// <summary>Time passes.</summary>
    Wait,

    /// <summary>A step is tried and refused.</summary>
    Refused,

    /// <summary>The case is in a state.</summary>
    ExpectState,

    /// <summary>A party is liable for a share.</summary>
    ExpectLiable,

    /// <summary>An account holds an amount.</summary>
    ExpectBalance,

    /// <summary>A shadow would have decided otherwise.</summary>
    ExpectShadowDiffers,
}

/// <summary>One line of an example.</summary>
public sealed record ExampleLine
{
    /// <summary>What it does.</summary>
    public required ExampleAction Action { get; init; }

    /// <summary>The line in the source, counted from 1, for messages.</summary>
    public required int Line { get; init; }

    /// <summary>The fact, account, step, state, party or shadow that the action is about; -1 for waiting.</summary>
    public required int Subject { get; init; }

    /// <summary>The value of a given fact in its mapping to whole numbers, or minor units of a balance; zero otherwise.</summary>
    public Int128 Value { get; init; }

    /// <summary>How long to wait, or null.</summary>
    public Quantity? Wait { get; init; }

    /// <summary>The share of a liability, or null.</summary>
    public Share? Share { get; init; }

    /// <summary>Who takes the step, or null for whoever may.</summary>
    public Who? By { get; init; }

    /// <summary>The evidence that comes with the step.</summary>
    public ImmutableArray<int> With { get; init; } = [];
}
