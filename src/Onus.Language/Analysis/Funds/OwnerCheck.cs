using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0214: whoever's account a case posts to is bound when the case opens.</summary>
/// <remarks>Who opens a case binds its parties. A case that another product opens takes over the parties of equal name;
/// its other parties have nobody, unless they are us or bound when the product is enacted.</remarks>
internal static class OwnerCheck
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var step in product.Steps)
            if (step.Opens is { } name) Check(product, name, step.OpensSpan, step.Quoted(), bag, options);
        foreach (var cap in product.Caps)
            foreach (var opening in cap.Opens) Check(product, opening.Product, opening.Span, cap.Quoted(), bag, options);
    }

    private static void Check(
        BoundProduct product, string name, TextSpan span, string opener, DiagnosticBag bag, CheckOptions options)
    {
        if (options.ReadProduct(name) is not { } source) return;
        var ignored = new DiagnosticBag(source);
        if (Binder.Bind(SyntaxTree.Parse(source, ignored), ignored, out _) is not { } opened) return;
        var bound = product.Parties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var step in opened.Steps)
            foreach (var account in step.Posts.SelectMany(p => p.Items).SelectMany(p => (BoundAccount[])[p.From, p.To]))
            {
                if (account.Party.Role is PartyRole.Us or PartyRole.Independent || bound.Contains(account.Party.Name)) continue;
                bag.Add(Diagnostic.Of(DiagnosticCode.AccountOwnerNotBound,
                    $"{opener} opens a case of {name} in which nobody is {account.Party.Name}", span,
                    $"only parties of the same name are bound, and this product has no {account.Party.Name}") with
                {
                    Near = [$"{step.Quoted()} of {name} posts to or from {account.FullName()}"],
                    Fix = new Fix($"declare the party {account.Party.Name} here too"),
                });
                return;
            }
    }
}
