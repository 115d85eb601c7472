using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of perimeter and sources.</summary>
internal static class PerimeterLayout
{
    public static Perimeter Of(CborArchive a, Perimeter? v) => a.Record(8, () => new Perimeter
    {
        Jurisdictions = a.List(v?.Jurisdictions ?? [], a.Text),
        Regulators = a.List(v?.Regulators ?? [], r => Regulator(a, r)),
        Currencies = a.List(v?.Currencies ?? [], a.Currency),
        TimeZone = a.MaybeText(v?.TimeZone),
        Calendar = a.MaybeObject(v?.Calendar, c => Calendar(a, c)),
        MonthEnd = a.Word(v?.MonthEnd ?? default),
        EndsWithin = a.Maybe(v?.EndsWithin, q => ProductLayout.Quantity(a, q)),
        Recovery = a.MaybeObject(v?.Recovery, r => Recovery(a, r)),
    });

    public static Source Of(CborArchive a, Source? v) => a.Record(10, () => new Source
    {
        Name = a.Text(v?.Name),
        Title = a.Text(v?.Title),
        IsRule = a.Flag(v?.IsRule ?? false),
        Cites = a.MaybeText(v?.Cites),
        Url = a.MaybeText(v?.Url),
        DecidedBy = a.Maybe(v?.DecidedBy, w => ProductLayout.Who(a, w)),
        Checked = a.Maybe(v?.Checked, a.Date),
        ReviewBy = a.Maybe(v?.ReviewBy, a.Date),
        Compels = a.List(v?.Compels ?? [], a.Int),
        Sets = a.List(v?.Sets ?? [], n => Named(a, n)),
    });

    private static Regulator Regulator(CborArchive a, Regulator? v) => a.Record(2, () =>
        new Regulator(a.Text(v?.Name), a.Text(v?.Title)));

    private static CalendarReference Calendar(CborArchive a, CalendarReference? v) => a.Record(4, () =>
        new CalendarReference(a.Text(v?.Name), a.Text(v?.Path), a.Date(v?.Through ?? default), a.Hash(v?.Data ?? default)));

    private static Recovery Recovery(CborArchive a, Recovery? v) => a.Record(2, () =>
        new Recovery(ProductLayout.Quantity(a, v?.Within ?? default), a.Maybe(v?.Then, w => ProductLayout.Who(a, w))));

    private static NamedQuantity Named(CborArchive a, NamedQuantity? v) => a.Record(2, () =>
        new NamedQuantity(a.Text(v?.Name), ProductLayout.Quantity(a, v?.Value ?? default)));
}
