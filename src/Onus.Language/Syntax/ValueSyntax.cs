using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>A quantity, written out or by name.</summary>
internal abstract class ValueSyntax : SyntaxNode;

/// <summary>A literal: <c>EUR 1,000</c>, <c>2 business days</c>, <c>5 times</c>, <c>80%</c>, <c>65</c>.</summary>
internal sealed class LiteralSyntax(SyntaxToken? currency, SyntaxToken number, QuantityUnit unit) : ValueSyntax
{
    /// <summary>The currency code of money.</summary>
    public SyntaxToken? Currency { get; } = currency;

    public SyntaxToken Number { get; } = number;

    public QuantityUnit Unit { get; } = unit;
}

/// <summary>A threshold, a fact or a member by its name.</summary>
internal sealed class NamedValueSyntax(NameSyntax name) : ValueSyntax
{
    public NameSyntax Name { get; } = name;
}

/// <summary>A share of the stake: <c>all</c>, <c>the rest</c>, <c>up to scheme-cap</c>, <c>30% of all</c>, an amount.</summary>
internal sealed class ShareSyntax(Binding.ShareKind kind, ValueSyntax? value) : SyntaxNode
{
    /// <summary>The kind; a plain quantity is <c>Amount</c> until the binder has seen its unit.</summary>
    public Binding.ShareKind Kind { get; } = kind;

    public ValueSyntax? Value { get; } = value;
}

/// <summary>A condition.</summary>
internal abstract class ConditionSyntax : SyntaxNode;

/// <summary><c>a or b</c> or <c>a and b</c>.</summary>
internal sealed class JunctionSyntax(bool or, ImmutableArray<ConditionSyntax> items) : ConditionSyntax
{
    public bool Or { get; } = or;

    public ImmutableArray<ConditionSyntax> Items { get; } = items;
}

/// <summary><c>not a</c></summary>
internal sealed class NotSyntax(ConditionSyntax item) : ConditionSyntax
{
    public ConditionSyntax Item { get; } = item;
}

/// <summary><c>(a)</c></summary>
internal sealed class GroupSyntax(ConditionSyntax item) : ConditionSyntax
{
    public ConditionSyntax Item { get; } = item;
}

/// <summary><c>fact is over value</c> and its like.</summary>
internal sealed class ComparisonSyntax(NameSyntax fact, Binding.ComparisonKind kind, ValueSyntax value) : ConditionSyntax
{
    public NameSyntax Fact { get; } = fact;

    public Binding.ComparisonKind Kind { get; } = kind;

    public ValueSyntax Value { get; } = value;
}

/// <summary><c>fact is one of a, b</c></summary>
internal sealed class MembershipSyntax(NameSyntax fact, ImmutableArray<NameSyntax> members) : ConditionSyntax
{
    public NameSyntax Fact { get; } = fact;

    public ImmutableArray<NameSyntax> Members { get; } = members;
}
