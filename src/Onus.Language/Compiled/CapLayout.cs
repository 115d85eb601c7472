using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of caps and shadows.</summary>
internal static class CapLayout
{
    public static Cap Of(CborArchive a, Cap? v) => a.Record(10, () => new Cap
    {
        Name = a.Text(v?.Name),
        Title = a.Text(v?.Title),
        On = a.Int(v?.On ?? 0),
        Per = a.MaybeInt(v?.Per),
        Limit = ProductLayout.Quantity(a, v?.Limit ?? default),
        Window = a.Maybe(v?.Window, q => ProductLayout.Quantity(a, q)),
        Warns = a.List(v?.Warns ?? [], w => Warning(a, w)),
        Opens = a.List(v?.Opens ?? [], o => Opening(a, o)),
        Blocks = a.List(v?.Blocks ?? [], a.Int),
        Instead = a.MaybeInt(v?.Instead),
    });

    public static Shadow Of(CborArchive a, Shadow? v) => a.Record(7, () => new Shadow
    {
        Name = a.Text(v?.Name),
        Title = a.Text(v?.Title),
        Because = a.List(v?.Because ?? [], a.Int),
        Instead = a.List(v?.Instead ?? [], r => Rule(a, r)),
        Until = a.Maybe(v?.Until, a.Date),
        Report = a.MaybeObject(v?.Report, r => Report(a, r)),
        PromotedBy = a.Maybe(v?.PromotedBy, w => ProductLayout.Who(a, w)),
    });

    private static CapWarning Warning(CborArchive a, CapWarning v) => a.Record(2, () =>
        new CapWarning(ProductLayout.Who(a, v.To), a.Int(v.Percent)));

    private static CapOpening Opening(CborArchive a, CapOpening v) => a.Record(2, () =>
        new CapOpening(a.Text(v.Product), a.Int(v.Percent)));

    private static ShadowRule Rule(CborArchive a, ShadowRule? v) => a.Record(2, () =>
        new ShadowRule(a.Int(v?.Step ?? 0), FactLayout.Of(a, v?.When)));

    private static ShadowReport Report(CborArchive a, ShadowReport? v) => a.Record(3, () =>
        new ShadowReport(a.Text(v?.Name), a.Int(v?.Regulator ?? 0), ProductLayout.Quantity(a, v?.Every ?? default)));
}
