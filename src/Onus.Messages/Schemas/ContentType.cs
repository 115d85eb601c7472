namespace Onus.Messages.Schemas;

/// <summary>What may stand in an element: a value, a sequence of elements, one of several, or anything.</summary>
internal sealed class ContentType
{
    public required string Name { get; init; }

    /// <summary>The type of the text, where the element holds a value.</summary>
    public SimpleType? Value { get; set; }

    /// <summary>The type of the currency attribute, where the element must have one.</summary>
    public SimpleType? Currency { get; set; }

    /// <summary>The elements, in order.</summary>
    public Particle[] Particles { get; set; } = [];

    /// <summary>Whether just one of the particles stands there.</summary>
    public bool IsChoice { get; set; }

    /// <summary>Whether one element of any name may stand there, which is not looked into.</summary>
    public bool IsAny { get; set; }

    /// <summary>An element that may stand in another one.</summary>
    internal sealed record Particle(string Name, ContentType Type, int Min, int Max);
}
