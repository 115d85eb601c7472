using Onus.Client.Contracts;

namespace Onus.Console.Pages.People;

/// <summary>One way in which money can leave or reach an account: a step of a product, and who may take it.</summary>
/// <param name="Product">The product version.</param>
/// <param name="Step">The step.</param>
/// <param name="Posts">The postings that touch the account.</param>
/// <param name="Binding">The account's name in the product.</param>
/// <param name="IsSure">Whether every case of the product uses this account; else only cases that bind it do.</param>
/// <param name="By">Who decides: a rule, a clock, or holders of authorities.</param>
public sealed record MoneyWay(
    ProductVersion Product, ProductStep Step, IReadOnlyList<MoneyMove> Posts, string Binding, bool IsSure, IReadOnlyList<MoneyDecider> By);

/// <summary>Somebody or something that may take a step.</summary>
/// <param name="Name">The party or authority by name, or <c>rule</c> or <c>clock</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Holders">Who holds it now.</param>
public sealed record MoneyDecider(string Name, string Title, IReadOnlyList<GrantView> Holders);

/// <summary>Answers "who could move this money?" from the products in effect and the grants, as they stand in the log.</summary>
internal static class MoneyMovers
{
    /// <summary>All ways for one account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="products">The products.</param>
    /// <param name="grants">The grants that count.</param>
    public static List<MoneyWay> Of(AccountView account, IEnumerable<ProductView> products, IReadOnlyList<GrantView> grants)
    {
        var ways = new List<MoneyWay>();
        foreach (var product in products)
        foreach (var bound in product.Accounts)
        {
            if (!MayBe(account, product, bound)) continue;
            foreach (var step in product.Steps)
            {
                var posts = step.Posts.Where(p => p.From == bound.Name || p.To == bound.Name).ToList();
                if (posts.Count == 0) continue;
                ways.Add(new MoneyWay(
                    product.Version, step, posts, bound.Name, bound.Bound is not null, [.. step.By.Select(by => DeciderOf(by, product, grants))]));
            }
        }

        return ways;
    }

    // Bound to every case, or of a party that is named for each case: then any account may be, of the party that is named.
    private static bool MayBe(AccountView account, ProductView product, ProductAccount bound)
    {
        if (bound.Bound is { } id) return id == account.Id;
        var party = product.Parties.FirstOrDefault(p => p.Name == bound.Party);
        return party is not null && account.Party is not null && (party.Bound is null || party.Bound == account.Party)
            && (product.Currency is null || product.Currency == account.Unit);
    }

    private static MoneyDecider DeciderOf(string by, ProductView product, IReadOnlyList<GrantView> grants)
    {
        var authority = product.Authorities.FirstOrDefault(a => a.Name == by);
        var party = product.Parties.FirstOrDefault(p => p.Name == by);
        return new MoneyDecider(
            by, authority?.Title ?? party?.Title ?? by,
            [.. grants.Where(g => g.Product == product.Version.Name && g.Authority == by)]);
    }
}
