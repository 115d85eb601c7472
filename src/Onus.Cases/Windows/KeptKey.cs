namespace Onus.Cases.Windows;

/// <summary>What a kept value is separate for: the product by name, the fact or cap, and the value of its key.</summary>
/// <remarks>Versions of a product share their windows, so the key holds names and not places in one version's lists.</remarks>
/// <param name="Product">The product's name.</param>
/// <param name="Name">The fact's or cap's name.</param>
/// <param name="Key">The value of the key fact, or the actor bound to the key party; zero for the whole product.</param>
internal readonly record struct KeptKey(string Product, string Name, Int128 Key) : IComparable<KeptKey>
{
    public int CompareTo(KeptKey other)
    {
        var order = string.CompareOrdinal(Product, other.Product);
        if (order == 0) order = string.CompareOrdinal(Name, other.Name);
        return order != 0 ? order : Key.CompareTo(other.Key);
    }
}
