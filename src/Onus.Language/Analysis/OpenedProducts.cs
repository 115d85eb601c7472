using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language.Analysis;

/// <summary>ONUS0101: the products that a product opens are among the files of the check.</summary>
internal static class OpenedProducts
{
    public static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (options.KnownProducts is not { } known) return;
        foreach (var step in product.Steps)
            if (step.Opens is { } opened) Check(opened, step.OpensSpan, known, bag);
        foreach (var opening in product.Caps.SelectMany(c => c.Opens)) Check(opening.Product, opening.Span, known, bag);
    }

    private static void Check(string name, TextSpan span, IReadOnlySet<string> known, DiagnosticBag bag)
    {
        if (known.Contains(name)) return;
        var near = Spelling.Nearest(name, known.Order(StringComparer.Ordinal));
        bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName,
            $"there is no product called `{name}` among the files of this check", span) with
        {
            Fix = new Fix(near is null ? "check the folder that holds both products" : $"write {near}"),
        });
    }
}
