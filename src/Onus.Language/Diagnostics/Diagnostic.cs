using System.Collections.Immutable;

namespace Onus.Language;

/// <summary>How much a diagnostic weighs: an error refuses the product.</summary>
public enum Severity : byte
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Allowed, and probably not meant.</summary>
    Warning,

    /// <summary>The product is refused.</summary>
    Error,
}

/// <summary>A place in a source with what is to be said about it.</summary>
/// <param name="Span">Where.</param>
/// <param name="Label">What is there, a phrase that stands after the underline; may be empty.</param>
public readonly record struct Place(TextSpan Span, string Label);

/// <summary>A change of the source: the span is replaced by the text.</summary>
public readonly record struct TextEdit(TextSpan Span, string Text);

/// <summary>One way to mend a fault: a line for the reader and, where it can be done by machine, the edits.</summary>
public sealed record Fix(string Text, ImmutableArray<TextEdit> Edits)
{
    /// <summary>A fix that only a person can carry out.</summary>
    public Fix(string text) : this(text, [])
    {
    }

    /// <summary>A fix that replaces one span.</summary>
    public Fix(string text, TextSpan span, string replacement) : this(text, [new TextEdit(span, replacement)])
    {
    }
}

/// <summary>Names something that a fault makes meaningless, so that later checks stay silent about it.</summary>
/// <param name="Kind">What it is, such as <c>state</c> or <c>liability</c>.</param>
/// <param name="Name">The name in the product.</param>
public readonly record struct PoisonKey(string Kind, string Name);

/// <summary>One fault of a product, as data: text, JSON and the editor's view are made from it.</summary>
public sealed record Diagnostic
{
    /// <summary>Which rule of the language is broken.</summary>
    public required DiagnosticCode Code { get; init; }

    /// <summary>How much it weighs; the catalogue's severity unless the check says less or more.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One lower-case line that stands alone, in the product's own words.</summary>
    public required string Title { get; init; }

    /// <summary>The smallest place that makes sense when shown alone.</summary>
    public required Place Primary { get; init; }

    /// <summary>The other places that play a part.</summary>
    public ImmutableArray<Place> Secondary { get; init; } = [];

    /// <summary>Witnesses: concrete cases in which the fault shows.</summary>
    public ImmutableArray<string> Cases { get; init; } = [];

    /// <summary>What nearly covers the case, or what could stand here.</summary>
    public ImmutableArray<string> Near { get; init; } = [];

    /// <summary>One way to mend it.</summary>
    public Fix? Fix { get; init; }

    /// <summary>What later checks must not complain about because of this fault.</summary>
    public ImmutableArray<PoisonKey> Poisons { get; init; } = [];

    /// <summary>A diagnostic of the catalogue's severity.</summary>
    public static Diagnostic Of(DiagnosticCode code, string title, TextSpan span, string label = "") => new()
    {
        Code = code,
        Severity = code.DefaultSeverity(),
        Title = title,
        Primary = new Place(span, label),
    };
}
