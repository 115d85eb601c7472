using Onus.Language.Compiled;

namespace Onus.Cases.Windows;

/// <summary>All counts, totals and windowed caps of the node: a fold over the firings in the log.</summary>
/// <remarks>Versions of a product share their series, so that these go by names and not by places in one version's lists.</remarks>
/// <param name="keepsAll">Whether nothing is ever folded away.</param>
internal sealed class KeptValues(bool keepsAll = false)
{
    private readonly SortedDictionary<(string Product, string Name), KeptSeries> _series = new(Comparer<(string Product, string Name)>.Create(
        static (left, right) => string.CompareOrdinal(left.Product, right.Product) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name)));

    /// <summary>The series of a kept fact.</summary>
    public KeptSeries Of(Product product, Fact fact) => Of(product.Name, fact.Name);

    /// <summary>The series of the stakes that fill a windowed cap.</summary>
    public KeptSeries Of(Product product, Cap cap) => Of(product.Name, "cap " + cap.Name);

    /// <summary>The series of that name.</summary>
    public KeptSeries Of(string product, string name)
    {
        if (!_series.TryGetValue((product, name), out var series)) _series.Add((product, name), series = new KeptSeries(keepsAll));
        return series;
    }

    /// <summary>A version of a product asks for its windows from now on.</summary>
    /// <returns>Whether one of them may reach back to amounts that are held no longer one by one.</returns>
    public bool Declare(Product product)
    {
        var reachesBack = false;
        foreach (var fact in product.Facts)
            if (fact.Kept is { } kept) reachesBack |= Of(product, fact).Declare(kept.Window);
        foreach (var cap in product.Caps)
            if (cap.Window is { } window) reachesBack |= Of(product, cap).Declare(new Window(WindowKind.Rolling, window));
        return reachesBack;
    }

    /// <summary>Takes the sums of a product from values of which nothing was folded away.</summary>
    public void Restore(string product, KeptValues whole)
    {
        foreach (var ((name, series), kept) in _series)
            if (name == product) kept.Restore(whole.Of(product, series));
    }

    /// <summary>All series in the order of their names: what a snapshot writes.</summary>
    public IEnumerable<(string Product, string Name, KeptSeries Series)> InOrder() =>
        _series.Select(pair => (pair.Key.Product, pair.Key.Name, pair.Value));
}
