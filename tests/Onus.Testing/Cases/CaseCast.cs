using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Who there is: an actor for each party bound at enactment, two for each bound at opening, three people for each
/// authority of whom one also holds the next one; and a ledger account for each of their accounts.</summary>
public sealed class CaseCast
{
    private readonly Dictionary<(string Party, int Number), ulong> _parties = [];
    private readonly Dictionary<(ulong Actor, string Account), ulong> _accounts = [];

    /// <summary>The people and accounts of a product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="register">Makes a new actor known.</param>
    /// <param name="open">Opens a ledger account for an account of the product, by its place, that an actor owns.</param>
    public CaseCast(Product product, Func<ulong> register, Func<int, ulong, ulong> open)
    {
        Product = product;
        foreach (var party in product.Parties)
            for (var i = 0; i < (IsFixed(party) ? 1 : 2); i++) _parties.Add((party.Name, i), register());
        for (var place = 0; place < product.Accounts.Length; place++)
        {
            var owner = product.Parties[product.Accounts[place].Party].Name;
            foreach (var actor in _parties.Where(p => p.Key.Party == owner).Select(p => p.Value).ToList())
                _accounts.Add((actor, product.Accounts[place].Name), open(place, actor));
        }

        var plain = product.Authorities.Where(a => a.Members.IsEmpty).ToList();
        for (var i = 0; i < plain.Count; i++)
        {
            var (first, second) = (register(), register());
            Grants.AddRange([(first, plain[i].Name), (second, plain[i].Name)]);
            if (plain.Count > 1) Grants.Add((second, plain[(i + 1) % plain.Count].Name));
        }
    }

    /// <summary>The product.</summary>
    public Product Product { get; }

    /// <summary>Who holds which authority at first.</summary>
    public List<(ulong Actor, string Authority)> Grants { get; } = [];

    /// <summary>All parties' actors.</summary>
    public IEnumerable<ulong> Parties => _parties.Values;

    /// <summary>All people.</summary>
    public IEnumerable<ulong> People => Grants.Select(g => g.Actor).Distinct();

    /// <summary>All ledger accounts, with their owners and names.</summary>
    public IEnumerable<(ulong Account, ulong Owner, string Name)> Accounts => _accounts.Select(a => (a.Value, a.Key.Actor, a.Key.Account));

    /// <summary>Whether enactment binds a party.</summary>
    public static bool IsFixed(Party party) => party.Kind is PartyKind.Us or PartyKind.Independent;

    /// <summary>The actor of a party: the only one, or one of two.</summary>
    public ulong Actor(int party, int number = 0) =>
        _parties[(Product.Parties[party].Name, IsFixed(Product.Parties[party]) ? 0 : number)];

    /// <summary>The ledger account that an actor has for an account of the product.</summary>
    public ulong AccountOf(int account, ulong actor) => _accounts[(actor, Product.Accounts[account].Name)];

    /// <summary>What enactment binds.</summary>
    public IReadOnlyList<ulong> FixedParties => [.. Product.Parties.Select((p, i) => IsFixed(p) ? Actor(i) : 0)];

    /// <summary>The accounts that enactment binds: ours.</summary>
    public IReadOnlyList<ulong> FixedAccounts =>
        [.. Product.Accounts.Select((a, i) => Product.Parties[a.Party].Kind == PartyKind.Us ? AccountOf(i, Actor(a.Party)) : 0)];
}
