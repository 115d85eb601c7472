using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of states and their meanings.</summary>
internal static class StateLayout
{
    public static State Of(CborArchive a, State? v) => a.Record(10, () => new State
    {
        Name = a.Text(v?.Name),
        Title = a.Text(v?.Title),
        Starts = a.Flag(v?.Starts ?? false),
        OpenedBy = a.List(v?.OpenedBy ?? [], w => ProductLayout.Who(a, w)),
        Final = a.Flag(v?.Final ?? false),
        Legal = a.Int(v?.Legal ?? 0),
        Funds = a.Int(v?.Funds ?? 0),
        Owner = a.Maybe(v?.Owner, w => ProductLayout.Who(a, w)),
        Liable = a.List(v?.Liable ?? [], s => ProductLayout.PartyShare(a, s)),
        Clock = a.MaybeObject(v?.Clock, c => Clock(a, c)),
    });

    public static LegalMeaning Of(CborArchive a, LegalMeaning? v) => a.Record(4, () =>
        new LegalMeaning(a.Text(v?.Name), a.Text(v?.Text), a.MaybeInt(v?.Against), a.MaybeObject(v?.Clock, c => Clock(a, c))));

    public static FundsMeaning Of(CborArchive a, FundsMeaning? v) => a.Record(3, () =>
        new FundsMeaning(a.Text(v?.Name), a.Text(v?.Text), a.List(v?.Lines ?? [], l => FundsLine(a, l))));

    private static Clock Clock(CborArchive a, Clock? v) => a.Record(3, () =>
        new Clock(ProductLayout.Quantity(a, v?.Length ?? default), a.MaybeInt(v?.After), a.Int(v?.Then ?? 0)));

    private static FundsLine FundsLine(CborArchive a, FundsLine v) => a.Record(3, () =>
        new FundsLine(a.Flag(v.Short), ProductLayout.Share(a, v.Share), a.Int(v.Account)));
}
