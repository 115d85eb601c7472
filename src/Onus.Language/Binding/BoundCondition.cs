using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>A condition over facts; a leaf tests exactly one fact.</summary>
internal abstract record BoundCondition(TextSpan Span);

/// <summary>True when all are.</summary>
internal sealed record BoundAnd(ImmutableArray<BoundCondition> Items, TextSpan Span) : BoundCondition(Span);

/// <summary>True when one is.</summary>
internal sealed record BoundOr(ImmutableArray<BoundCondition> Items, TextSpan Span) : BoundCondition(Span);

/// <summary>True when the inner one is not.</summary>
internal sealed record BoundNot(BoundCondition Item, TextSpan Span) : BoundCondition(Span);

/// <summary>A fact compared with a quantity of its own kind.</summary>
internal sealed record BoundComparison(FactRef Fact, ComparisonKind Kind, BoundQuantity Operand, TextSpan Span)
    : BoundCondition(Span);

/// <summary>A fact of kind <c>one of</c> or <c>yes or no</c> that is one of the members.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Members">The members; for a yes-or-no fact <c>yes</c> or <c>no</c>.</param>
/// <param name="Negated"><c>is not</c>.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record BoundMembership(FactRef Fact, ImmutableArray<string> Members, bool Negated, TextSpan Span)
    : BoundCondition(Span);

/// <summary>The comparisons of the language, in words.</summary>
internal enum ComparisonKind : byte
{
    /// <summary><c>is at most</c></summary>
    AtMost,

    /// <summary><c>is at least</c></summary>
    AtLeast,

    /// <summary><c>is over</c></summary>
    Over,

    /// <summary><c>is under</c></summary>
    Under,

    /// <summary><c>is</c></summary>
    Equal,

    /// <summary><c>is not</c></summary>
    NotEqual,
}
