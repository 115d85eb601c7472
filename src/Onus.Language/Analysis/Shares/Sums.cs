namespace Onus.Language.Analysis.Shares;

/// <summary>A balance for each party or account, in the order in which they were first named.</summary>
internal sealed class Sums
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, Balance> _sums = new(StringComparer.Ordinal);

    /// <summary>Everything named, in order.</summary>
    internal IReadOnlyList<string> Names => _names;

    /// <summary>The balance; zero for what was never named.</summary>
    internal Balance this[string name] => _sums.GetValueOrDefault(name, Balance.Zero);

    internal void Add(string name, Balance balance)
    {
        if (!_sums.ContainsKey(name)) _names.Add(name);
        _sums[name] = this[name] + balance;
    }
}
