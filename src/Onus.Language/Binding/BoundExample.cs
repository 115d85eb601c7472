using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>A story that must come true.</summary>
internal sealed record BoundExample : BoundSection
{
    public ImmutableArray<BoundExampleLine> Lines { get; init; } = [];
}

/// <summary>One line of a story.</summary>
internal abstract record BoundExampleLine(TextSpan Span);

/// <summary><c>given claim is EUR 480.00</c></summary>
internal sealed record GivenFact(FactRef Fact, FactLiteral Value, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>given merchant/reserve holds EUR 10.00</c></summary>
internal sealed record GivenBalance(BoundAccount Account, Quantity Value, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>do advance by dispute-officer with grounds-memo</c>, or <c>refused</c> with the same parts.</summary>
internal sealed record ExampleAct(
    bool Refused, StepRef Step, BoundActor? By, ImmutableArray<BoundEvidence> With, TextSpan Span)
    : BoundExampleLine(Span);

/// <summary><c>wait 2 business days</c></summary>
internal sealed record ExampleWait(BoundQuantity Length, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>expect state recovered</c></summary>
internal sealed record ExpectState(StateRef State, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>expect acquirer liable for EUR 2,000.00</c></summary>
internal sealed record ExpectLiable(BoundParty Party, BoundShare? Share, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>expect issuer/suspense empty</c> or <c>holds EUR 5.00</c>.</summary>
/// <param name="Account">The account.</param>
/// <param name="Value">The balance; null for empty.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record ExpectBalance(BoundAccount Account, Quantity? Value, TextSpan Span) : BoundExampleLine(Span);

/// <summary><c>expect shadow amlr-threshold differs</c></summary>
internal sealed record ExpectShadow(string Shadow, TextSpan Span) : BoundExampleLine(Span);

/// <summary>The value that a story gives a fact: a quantity, a member of <c>one of</c>, or yes or no.</summary>
/// <param name="Quantity">The quantity; null for a word.</param>
/// <param name="Word">The member, <c>yes</c> or <c>no</c>; null for a quantity.</param>
internal sealed record FactLiteral(Quantity? Quantity, string? Word);
