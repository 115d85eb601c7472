namespace Onus.Language.Binding;

/// <summary>A value that a clause uses: a quantity or what a fact says.</summary>
internal abstract record BoundOperand(TextSpan Span);

/// <summary>A quantity, by its name or written out.</summary>
/// <param name="Value">The value.</param>
/// <param name="Name">The named quantity it came from; null for a literal.</param>
/// <param name="Span">Where it is used.</param>
internal sealed record BoundQuantity(Quantity Value, NamedQuantity? Name, TextSpan Span) : BoundOperand(Span)
{
    /// <summary>The name as the product's own word, or the literal.</summary>
    public override string ToString() => Name?.Name ?? Value.ToString();
}

/// <summary>The value of a fact of the case.</summary>
internal sealed record BoundFactValue(FactRef Fact, TextSpan Span) : BoundOperand(Span);
