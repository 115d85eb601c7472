using System.Runtime.InteropServices;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>What parties are openly liable for under a product, over all its cases and versions: what caps without a window limit.</summary>
internal sealed class Exposures
{
    private readonly record struct Key(string Product, string On, string Per, ulong Actor);

    private readonly HashSet<(string Product, string On, string Per)> _watched = [];

    // Looked up, never walked; a snapshot does not hold it, because the open cases say it all.
    private readonly Dictionary<Key, UInt128> _sums = [];

    /// <summary>Whether any cap asks for exposures.</summary>
    public bool IsWatching => _watched.Count > 0;

    /// <summary>Keeps what the caps of a product version ask for, from now on and for the cases that are open already.</summary>
    public void Watch(Product product, CaseBook cases)
    {
        var added = new List<(string Product, string On, string Per)>();
        foreach (var cap in product.Caps)
            if (cap.Window is null && _watched.Add(Names(product, cap))) added.Add(Names(product, cap));
        if (added.Count == 0) return;
        for (uint number = 0; number < cases.Count; number++)
        {
            var record = cases[number];
            if (record.ClosedAt is null && record.View.Product.Name == product.Name) Move(record, added, new UInt128[record.Parties.Length]);
        }
    }

    /// <summary>The open liability that a cap limits, for the parties of this case.</summary>
    public UInt128 Read(Cap cap, CaseRecord record) => _sums.GetValueOrDefault(KeyOf(cap, record));

    /// <summary>Follows a case whose parties were liable for other amounts before.</summary>
    public void Move(CaseRecord record, ReadOnlySpan<UInt128> before)
    {
        foreach (var (product, on, per) in _watched)
            if (product == record.View.Product.Name) Move(record, product, on, per, before);
    }

    private void Move(CaseRecord record, List<(string Product, string On, string Per)> watched, ReadOnlySpan<UInt128> before)
    {
        foreach (var (product, on, per) in watched) Move(record, product, on, per, before);
    }

    private void Move(CaseRecord record, string product, string on, string per, ReadOnlySpan<UInt128> before)
    {
        var party = Place(record.View.Product, on);
        var key = per.Length == 0 ? -1 : Place(record.View.Product, per);
        if (party < 0 || (per.Length > 0 && key < 0)) return;
        var after = record.View.Liability[party];
        if (after == before[party]) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sums, new Key(product, on, per, key < 0 ? 0 : record.Parties[key]), out _);
        sum = sum + after - before[party];
    }

    private static Key KeyOf(Cap cap, CaseRecord record)
    {
        var (product, on, per) = Names(record.View.Product, cap);
        return new Key(product, on, per, cap.Per is { } key ? record.Parties[key] : 0);
    }

    private static (string Product, string On, string Per) Names(Product product, Cap cap) =>
        (product.Name, product.Parties[cap.On].Name, cap.Per is { } per ? product.Parties[per].Name : "");

    private static int Place(Product product, string party)
    {
        for (var i = 0; i < product.Parties.Length; i++)
            if (product.Parties[i].Name == party) return i;
        return -1;
    }
}
