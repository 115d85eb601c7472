using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language;

/// <summary>What a check found: the diagnostics in the order of the source, and the product where it could be bound.</summary>
public sealed record CheckResult
{
    private readonly CheckOptions _options;

    internal CheckResult(
        SyntaxTree tree, ImmutableArray<Diagnostic> diagnostics, BoundProduct? product, Scope scope, CheckOptions options)
    {
        _options = options;
        Tree = tree;
        Diagnostics = diagnostics;
        Product = product;
        Scope = scope;
    }

    /// <summary>The text that was checked.</summary>
    public SourceText Source => Tree.Source;

    /// <summary>What was found, sorted by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether the product may be enacted.</summary>
    public bool Succeeded => Diagnostics.All(d => d.Severity != Severity.Error);

    /// <summary>The tree, whatever its faults.</summary>
    internal SyntaxTree Tree { get; }

    /// <summary>The bound product: complete when <see cref="Succeeded"/>, with holes otherwise; null without a header.</summary>
    internal BoundProduct? Product { get; }

    /// <summary>What was declared and whether it is used.</summary>
    internal Scope Scope { get; }

    /// <summary>The product as a case runtime executes it; only one without errors has that form.</summary>
    public Compiled.Product Compile()
    {
        Core.Invariant.Holds(Succeeded && Product is not null);
        return Compiled.Lowering.Lower(Product!, Source.ToBytes(), _options, span => Source.LineOf(span.Start));
    }

    /// <summary>What the clocks add up to, a line each: the way a case goes if nobody acts, and the longest case there can
    /// be. Nothing where the product has errors.</summary>
    public IReadOnlyList<string> ClockLines() =>
        Succeeded && Product is not null ? Analysis.Time.TimeReport.Of(Product, _options).Lines() : [];
}

/// <summary>Checks a product's text from its first byte to its last meaning.</summary>
public static class ProductCheck
{
    /// <summary>The name that a source gives its product; null where it gives none.</summary>
    public static string? NameOf(SourceText source)
    {
        var tree = SyntaxTree.Parse(source, new DiagnosticBag(source));
        var name = tree.Root.Sections.FirstOrDefault(s => s.Kind == SectionKind.Product)?.Name;
        return name is { IsMissing: false } ? name.Text : null;
    }

    /// <summary>Reads, binds and analyses one product.</summary>
    /// <remarks>Faults of syntax hide faults of names, and those hide the analyses: what was not understood proves
    /// nothing. Within the analyses a fault hides only what it poisons.</remarks>
    public static CheckResult Check(SourceText source, CheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var bag = new DiagnosticBag(source);
        var tree = SyntaxTree.Parse(source, bag);
        var product = Binder.Bind(tree, bag.HasErrors ? new DiagnosticBag(source) : bag, out var scope);
        if (product is not null && !bag.HasErrors) Checker.Check(product, scope, bag, options);
        var sorted = bag.Items.OrderBy(d => d.Primary.Span.Start).ThenBy(d => d.Code);
        return new CheckResult(tree, [.. sorted], product, scope, options);
    }
}
