using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of a compiled product, described once for writing and reading; the order of fields is the format.</summary>
internal static class ProductLayout
{
    public static Product Of(CborArchive a, Product? v) => a.Record(24, () =>
    {
        var layout = a.Int(ProductCodec.LayoutVersion);
        if (layout != ProductCodec.LayoutVersion) throw new CborContentException($"layout {layout} is not known here");
        return new Product
        {
            Name = a.Text(v?.Name),
            Title = a.Text(v?.Title),
            Version = a.Int(v?.Version ?? 0),
            InEffect = a.Maybe(v?.InEffect, a.Date),
            Source = a.Hash(v?.Source ?? default),
            Perimeter = PerimeterLayout.Of(a, v?.Perimeter),
            Sources = a.List(v?.Sources ?? [], s => PerimeterLayout.Of(a, s)),
            Parties = a.List(v?.Parties ?? [], p => Party(a, p)),
            Authorities = a.List(v?.Authorities ?? [], x => Authority(a, x)),
            Facts = a.List(v?.Facts ?? [], f => FactLayout.Of(a, f)),
            Scores = a.List(v?.Scores ?? [], s => FactLayout.Of(a, s)),
            Links = a.List(v?.Links ?? [], l => FactLayout.Of(a, l)),
            Stake = a.MaybeInt(v?.Stake),
            Evidence = a.List(v?.Evidence ?? [], e => Evidence(a, e)),
            Accounts = a.List(v?.Accounts ?? [], x => Account(a, x)),
            Legals = a.List(v?.Legals ?? [], l => StateLayout.Of(a, l)),
            Funds = a.List(v?.Funds ?? [], f => StateLayout.Of(a, f)),
            States = a.List(v?.States ?? [], s => StateLayout.Of(a, s)),
            Steps = a.List(v?.Steps ?? [], s => StepLayout.Of(a, s)),
            Caps = a.List(v?.Caps ?? [], c => CapLayout.Of(a, c)),
            Keeps = a.List(v?.Keeps ?? [], k => Keep(a, k)),
            Shadows = a.List(v?.Shadows ?? [], s => CapLayout.Of(a, s)),
            Examples = a.List(v?.Examples ?? [], e => ExampleLayout.Of(a, e)),
        };
    });

    public static Who Who(CborArchive a, Who v) => a.Record(2, () => new Who(a.Flag(v.IsParty), a.Int(v.Index)));

    public static Quantity Quantity(CborArchive a, Quantity v) => a.Record(3, () =>
        new Quantity(a.Word(v.Unit), a.Unsigned(v.Amount), a.Currency(v.Currency)));

    public static Share Share(CborArchive a, Share v) => a.Record(3, () =>
        new Share(a.Word(v.Kind), a.Unsigned(v.Amount), a.Int(v.FactIndex)));

    public static PartyShare PartyShare(CborArchive a, PartyShare v) => a.Record(2, () =>
        new PartyShare(a.Int(v.Party), a.Maybe(v.Share, s => Share(a, s))));

    public static Interval Interval(CborArchive a, Interval v) => a.Record(2, () =>
        new Interval(a.Signed(v.Low), a.Signed(v.High)));

    private static Party Party(CborArchive a, Party? v) => a.Record(3, () =>
        new Party(a.Text(v?.Name), a.Text(v?.Title), a.Word(v?.Kind ?? default)));

    private static Authority Authority(CborArchive a, Authority? v) => a.Record(4, () =>
        new Authority(a.Text(v?.Name), a.Int(v?.Of ?? 0), a.Int(v?.Quorum ?? 0), a.List(v?.Members ?? [], a.Int)));

    private static Evidence Evidence(CborArchive a, Evidence? v) => a.Record(3, () =>
        new Evidence(a.Text(v?.Name), a.Text(v?.Title), Who(a, v?.From ?? default)));

    private static Account Account(CborArchive a, Account? v) => a.Record(5, () =>
        new Account(a.Int(v?.Party ?? 0), a.Text(v?.Name), a.Text(v?.Title), a.Flag(v?.EndsEmpty ?? false),
            a.Flag(v?.MayGoNegative ?? false)));

    private static Keep Keep(CborArchive a, Keep? v) => a.Record(3, () =>
        new Keep(a.List(v?.Kinds ?? [], a.Int), Quantity(a, v?.Length ?? default), a.Flag(v?.FromClosing ?? false)));
}
