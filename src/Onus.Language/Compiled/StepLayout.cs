using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of steps, appeals and requests.</summary>
internal static class StepLayout
{
    public static Step Of(CborArchive a, Step? v) => a.Record(24, () => new Step
    {
        Name = a.Text(v?.Name),
        Title = a.Text(v?.Title),
        Kind = a.Word(v?.Kind ?? default),
        From = a.List(v?.From ?? [], a.Int),
        To = a.MaybeInt(v?.To),
        By = a.Maybe(v?.By, w => ProductLayout.Who(a, w)),
        Decider = Decider(a, v?.Decider ?? default),
        When = FactLayout.Of(a, v?.When),
        AtMost = a.Maybe(v?.AtMost, a.Long),
        Needs = a.List(v?.Needs ?? [], a.Int),
        Because = a.List(v?.Because ?? [], a.Int),
        InOwnFavour = a.Flag(v?.InOwnFavour ?? false),
        Shifts = a.List(v?.Shifts ?? [], list => a.List(list.IsDefault ? [] : list, m => Move(a, m))),
        Posts = a.List(v?.Posts ?? [], list => a.List(list.IsDefault ? [] : list, p => Posting(a, p))),
        Discharges = a.List(v?.Discharges ?? [], s => ProductLayout.PartyShare(a, s)),
        Leaves = a.List(v?.Leaves ?? [], s => ProductLayout.PartyShare(a, s)),
        Tells = a.List(v?.Tells ?? [], n => Notice(a, n)),
        Reports = a.List(v?.Reports ?? [], r => Report(a, r)),
        IfUnfunded = a.MaybeInt(v?.IfUnfunded),
        Signed = a.Flag(v?.Signed ?? false),
        Opens = a.MaybeText(v?.Opens),
        UndoneBy = a.MaybeInt(v?.UndoneBy),
        ReviewedBy = a.MaybeObject(v?.ReviewedBy, r => Review(a, r)),
        Answer = a.MaybeObject(v?.Answer, x => Answer(a, x)),
    });

    public static Review Review(CborArchive a, Review? v) => a.Record(2, () =>
        new Review(ProductLayout.Who(a, v?.By ?? default), ProductLayout.Quantity(a, v?.Within ?? default)));

    private static Decider Decider(CborArchive a, Decider v) => a.Record(4, () =>
        new Decider(a.Flag(v.ByRule), a.Flag(v.ByClock), a.Maybe(v.By, w => ProductLayout.Who(a, w)),
            a.Maybe(v.RecordedBy, w => ProductLayout.Who(a, w))));

    private static Move Move(CborArchive a, Move v) => a.Record(3, () =>
        new Move(ProductLayout.Share(a, v.Share), a.Int(v.From), a.Int(v.To)));

    private static Posting Posting(CborArchive a, Posting v) => a.Record(3, () =>
        new Posting(ProductLayout.Share(a, v.Share), a.Int(v.From), a.Int(v.To)));

    private static Notice Notice(CborArchive a, Notice? v) => a.Record(4, () =>
        new Notice(a.List(v?.To ?? [], w => ProductLayout.Who(a, w)), a.Maybe(v?.Within, q => ProductLayout.Quantity(a, q)),
            a.Word(v?.Reasons ?? default), a.MaybeInt(v?.Under)));

    private static Report Report(CborArchive a, Report? v) => a.Record(3, () =>
        new Report(a.Text(v?.Name), a.Int(v?.Regulator ?? 0), ProductLayout.Quantity(a, v?.Within ?? default)));

    private static Answer Answer(CborArchive a, Answer? v) => a.Record(3, () =>
        new Answer(ProductLayout.Quantity(a, v?.Within ?? default), a.Word(v?.Silence ?? default), a.MaybeInt(v?.Step)));
}
