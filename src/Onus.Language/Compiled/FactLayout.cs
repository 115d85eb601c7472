using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of facts, guards and what the risk engine supplies.</summary>
internal static class FactLayout
{
    public static Fact Of(CborArchive a, Fact? v) => a.Record(10, () => new Fact
    {
        Name = a.Text(v?.Name),
        Kind = a.Word(v?.Kind ?? default),
        Currency = a.Currency(v?.Currency ?? default),
        Range = ProductLayout.Interval(a, v?.Range ?? default),
        Values = a.List(v?.Values ?? [], a.Text),
        Personal = a.Flag(v?.Personal ?? false),
        From = a.Maybe(v?.From, w => ProductLayout.Who(a, w)),
        Later = a.Flag(v?.Later ?? false),
        Kept = a.MaybeObject(v?.Kept, k => Kept(a, k)),
        Partition = a.List(v?.Partition ?? [], a.Signed),
    });

    public static Score Of(CborArchive a, Score? v) => a.Record(5, () =>
        new Score(a.Text(v?.Name), a.Text(v?.Title), a.List(v?.Reads ?? [], a.Int), a.MaybeText(v?.Model),
            a.MaybeObject(v?.ReviewedBy, r => StepLayout.Review(a, r))));

    public static Link Of(CborArchive a, Link? v) => a.Record(7, () =>
        new Link(a.Text(v?.Name), a.Text(v?.Title), a.List(v?.Shares ?? [], a.Int), a.Flag(v?.Pays ?? false),
            a.Maybe(v?.Within, q => ProductLayout.Quantity(a, q)), a.Maybe(v?.IgnoresAbove, a.Unsigned),
            a.MaybeInt(v?.IgnoresPer)));

    public static Condition Of(CborArchive a, Condition? v) => a.Record(5, () =>
        new Condition(a.Word(v?.Kind ?? default), a.Int(v?.Fact ?? 0),
            a.List(v?.Intervals ?? [], i => ProductLayout.Interval(a, i)), a.MaybeText(v?.Threshold),
            a.List(v?.Parts ?? [], p => Of(a, p))));

    private static Kept Kept(CborArchive a, Kept? v) => a.Record(5, () =>
        new Kept(a.List(v?.Steps ?? [], a.Int), a.MaybeInt(v?.Over), a.MaybeInt(v?.Per), a.MaybeInt(v?.PerParty),
            Window(a, v?.Window ?? default)));

    private static Window Window(CborArchive a, Window v) => a.Record(2, () =>
        new Window(a.Word(v.Kind), a.Maybe(v.Length, q => ProductLayout.Quantity(a, q))));
}
