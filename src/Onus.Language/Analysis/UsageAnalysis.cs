using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language.Analysis;

/// <summary>Warns about names that a correct product declares and never uses.</summary>
internal static class UsageAnalysis
{
    /// <summary>ONUS0104 and 0903.</summary>
    public static void Analyze(BoundProduct product, Scope scope, DiagnosticBag bag)
    {
        foreach (var quantity in product.Quantities)
        {
            if (scope.Peek(NameKind.Quantity, quantity.Name) is { Used: true }) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.ThresholdNeverUsed,
                $"nothing uses the threshold `{quantity.Name}` ({quantity.Value})", quantity.Span) with
            {
                Fix = new Fix("use it where the product decides, or remove it"),
            });
        }

        foreach (var declared in scope.Declarations.Where(d => !d.Used && Matters(d, product)))
        {
            var kind = Scope.Noun(declared.Kind);
            bag.Add(Diagnostic.Of(DiagnosticCode.NeverUsed, $"nothing uses the {kind} `{declared.Name}`", declared.Span) with
            {
                Fix = new Fix("use it, or remove it"),
            });
        }
    }

    private static bool Matters(Declaration declared, BoundProduct product) => declared.Kind switch
    {
        // A rule or policy is used through the thresholds that it sets; those have their own message.
        NameKind.Source => product.Rules.Concat<BoundSource>(product.Policies).Single(s => s.Name == declared.Name) switch
        {
            BoundRule { Compels.IsEmpty: false } => false,
            var source => source.Sets.IsEmpty,
        },
        NameKind.Party or NameKind.Authority or NameKind.Fact or NameKind.Evidence or NameKind.Account or NameKind.Legal
            or NameKind.Funds or NameKind.Regulator or NameKind.Score or NameKind.Link => true,
        _ => false,
    };
}
