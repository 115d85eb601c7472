namespace Onus.Language.Binding;

/// <summary>Anything that a product declares under a name.</summary>
/// <remarks>The bound model never looks back at syntax. It is complete where the earlier stages found no fault; what a
/// fault left out is null or empty, and its poison keys say so. Things that refer to one another in circles do so by
/// index (<see cref="StateRef"/>, <see cref="StepRef"/>, <see cref="FactRef"/>), everything else directly.</remarks>
internal abstract record BoundSection
{
    /// <summary>The name in ASCII kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>The free title; empty for what has none (authorities, facts).</summary>
    public string Title { get; init; } = "";

    /// <summary>The place of the name: the smallest span that makes sense alone.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The place of the whole declaration, for edits that add or remove a clause.</summary>
    public TextSpan Section { get; init; }
}

/// <summary>The place of a state in <see cref="BoundProduct.States"/>.</summary>
internal readonly record struct StateRef(int Index);

/// <summary>The place of a step, appeal or request in <see cref="BoundProduct.Steps"/>.</summary>
internal readonly record struct StepRef(int Index);

/// <summary>The place of a fact in <see cref="BoundProduct.Facts"/>.</summary>
internal readonly record struct FactRef(int Index);
