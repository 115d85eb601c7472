using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>A whole file: the product's header and its sections.</summary>
internal sealed class ProductSyntax(ImmutableArray<SectionSyntax> sections) : SyntaxNode
{
    /// <summary>All sections; the product's own header is one of them.</summary>
    public ImmutableArray<SectionSyntax> Sections { get; } = sections;
}

/// <summary>One section: its word, what it declares, and its clauses.</summary>
internal sealed class SectionSyntax(
    SectionKind kind, SyntaxToken word, NameSyntax? name, SyntaxToken? title,
    ImmutableArray<NameSyntax> subjects, ImmutableArray<FactSyntax> facts, ImmutableArray<ClauseSyntax> clauses)
    : SyntaxNode
{
    public SectionKind Kind { get; } = kind;

    public SyntaxToken Word { get; } = word;

    /// <summary>The declared name; null where the section has none.</summary>
    public NameSyntax? Name { get; } = name;

    public SyntaxToken? Title { get; } = title;

    /// <summary>The fact of <c>stake</c> (empty for none), the evidence of <c>keep</c>.</summary>
    public ImmutableArray<NameSyntax> Subjects { get; } = subjects;

    public ImmutableArray<FactSyntax> Facts { get; } = facts;

    public ImmutableArray<ClauseSyntax> Clauses { get; } = clauses;
}

/// <summary>One fact: its name, kind, and who asserts it.</summary>
internal sealed class FactSyntax(NameSyntax name) : SyntaxNode
{
    public NameSyntax Name { get; } = name;

    public Binding.FactKind Kind { get; init; }

    public required TextSpan KindSpan { get; init; }

    /// <summary>The currency of money.</summary>
    public SyntaxToken? Currency { get; init; }

    public ValueSyntax? From { get; init; }

    public ValueSyntax? To { get; init; }

    public ImmutableArray<NameSyntax> Members { get; init; } = [];

    public KeptSyntax? Kept { get; init; }

    /// <summary>The score or link that supplies it.</summary>
    public NameSyntax? Supplier { get; init; }

    public bool Personal { get; init; }

    public NameSyntax? AssertedBy { get; init; }

    public bool Later { get; init; }
}

/// <summary>What a count or total is kept of: <c>of amount over accept-small per sender in 365 days</c>.</summary>
internal sealed class KeptSyntax(
    NameSyntax? of, ImmutableArray<NameSyntax> steps, NameSyntax? per, Binding.WindowKind window, ValueSyntax? length)
    : SyntaxNode
{
    public NameSyntax? Of { get; } = of;

    public ImmutableArray<NameSyntax> Steps { get; } = steps;

    /// <summary>The key; null where it is missing (ONUS0106).</summary>
    public NameSyntax? Per { get; } = per;

    public Binding.WindowKind Window { get; } = window;

    public ValueSyntax? Length { get; } = length;
}
