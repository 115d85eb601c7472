using Onus.Language.Binding;

namespace Onus.Language.Analysis;

/// <summary>Shares, accounts and places in the product's own words, for messages.</summary>
internal static class Wording
{
    /// <summary>The name of an account as it is written: <c>issuer/loss</c>.</summary>
    internal static string FullName(this BoundAccount account) =>
        account.Name.Contains('/', StringComparison.Ordinal) ? account.Name : $"{account.Party.Name}/{account.Name}";

    /// <summary>The title in quotes, or the name where there is none.</summary>
    internal static string Quoted(this BoundSection section) =>
        section.Title.Length == 0 ? section.Name : $"\"{section.Title}\"";

    /// <summary>A share as it is written: <c>up to scheme-cap</c>.</summary>
    internal static string Written(this BoundShare share, BoundProduct product) => share.Kind switch
    {
        ShareKind.All => "all",
        ShareKind.TheRest => "the rest",
        ShareKind.UpTo => $"up to {Written(share.Operand, product)}",
        ShareKind.Percent => $"{Written(share.Operand, product)} of all",
        _ => Written(share.Operand, product),
    };

    /// <summary>A share as it is said: <c>the whole claim</c>.</summary>
    internal static string Said(this BoundShare share, BoundProduct product) => share.Kind switch
    {
        ShareKind.All when product.Stake is { } stake => $"the whole {product[stake].Name}",
        _ => share.Written(product),
    };

    /// <summary>A comma list of bearers as it is written: <c>acquirer for up to scheme-cap, issuer for the rest</c>.</summary>
    internal static string Written(this BoundList<BoundBearer> list, BoundProduct product) =>
        string.Join(", ", list.Items.Select(b =>
            b.Share is null ? b.Party.Name : $"{b.Party.Name} for {b.Share.Written(product)}"));

    /// <summary>Names in a sentence: <c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    internal static string And(this IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Written(BoundOperand? operand, BoundProduct product) => operand switch
    {
        BoundQuantity quantity => quantity.ToString(),
        BoundFactValue fact => product[fact.Fact].Name,
        _ => "nothing",
    };
}
