using Onus.Core;

namespace Onus.Testing.Cases;

/// <summary>What the opening of a case binds.</summary>
/// <param name="Product">The product version.</param>
/// <param name="Parties">The actor of each party.</param>
/// <param name="Accounts">The ledger account of each account.</param>
/// <param name="Facts">The facts, by name.</param>
internal sealed record PlainBinding(
    PlainProduct Product, IReadOnlyList<ulong> Parties, IReadOnlyList<ulong> Accounts, IReadOnlyDictionary<string, Int128> Facts)
{
    /// <summary>What a case binds when another one opens it: parties, accounts and facts of equal name and kind; null where
    /// something is left over.</summary>
    public static PlainBinding? Of(PlainHistory history, ulong parent, PlainProduct? product, LogTime now)
    {
        if (product is null) return null;
        var (text, from) = (product.Text, history.Opening(parent)!);
        List<ulong> parties = [.. text.Parties.Select((p, i) => product.Parties[i] != 0 ? product.Parties[i]
            : from.Parties.Zip(from.Product.Text.Parties).FirstOrDefault(x => x.Second.Name == p.Name).First)];
        List<ulong> accounts = [.. text.Accounts.Select((a, i) => product.Accounts[i] != 0 ? product.Accounts[i]
            : from.Accounts.Zip(from.Product.Text.Accounts).FirstOrDefault(x => x.Second.Name == a.Name).First)];
        if (parties.Contains(0) || accounts.Contains(0) || parties.Distinct().Count() < parties.Count) return null;
        var known = history.Facts(parent, now);
        var facts = new Dictionary<string, Int128>();
        for (var i = 0; i < text.Facts.Length; i++)
        {
            var fact = text.Facts[i];
            if (fact.Kept is not null || product.BelongsToRequests(i)) continue;
            var source = from.Product.Text.Facts.ToList().FindIndex(f => f.Name == fact.Name && f.Kind == fact.Kind);
            if (source >= 0 && known[source] is { } value && fact.Range.Contains(value)) facts.Add(fact.Name, value);
            else if (!fact.Later) return null;
        }

        return new PlainBinding(product, parties, accounts, facts);
    }
}
