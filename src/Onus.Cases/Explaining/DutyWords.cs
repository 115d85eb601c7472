using System.Collections.Immutable;
using Onus.Cases.Duties;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Says what a duty is.</summary>
internal static class DutyWords
{
    public static string Say(ProductWords words, ImmutableArray<Firing> firings, Duty duty) =>
        Say(words, duty.Kind, duty.Kind == DutyKind.Warning ? duty.Firing : firings[duty.Firing].Step, duty.Clause, duty.Place?.Regulator);

    public static string Say(ProductWords words, DutyRecord duty) => Say(words, duty.Kind, duty.Step, duty.Clause, duty.Regulator);

    private static string Say(ProductWords words, DutyKind kind, int place, int clause, string? regulator)
    {
        var product = words.Product;
        if (kind == DutyKind.Warning)
        {
            var warning = product.Caps[place].Warns[clause];
            return $"warn {words.Who(warning.To)} that cap {product.Caps[place].Name} is filled to {warning.Percent}%";
        }

        var step = product.Steps[place];
        return kind switch
        {
            DutyKind.Notice => $"tell {words.Whos(step.Tells[clause].To)} of {step.Name}{Reasoned(product, step.Tells[clause])}",
            DutyKind.Report => $"report {step.Reports[clause].Name} to {regulator ?? product.Perimeter.Regulators[step.Reports[clause].Regulator].Name}",
            _ => $"{words.Who(step.ReviewedBy!.By)} reviews {step.Name}",
        };
    }

    private static string Reasoned(Product product, Notice notice) => notice.Reasons switch
    {
        Reasons.With => ", with reasons",
        Reasons.Without when notice.Under is { } under => $", without reasons under {product.Sources[under].Name}",
        Reasons.Without => ", without reasons",
        _ => "",
    };
}
