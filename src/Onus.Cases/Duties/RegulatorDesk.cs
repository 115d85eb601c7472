namespace Onus.Cases;

/// <summary>The authority by which an actor speaks for a regulator of a product.</summary>
public static class RegulatorDesk
{
    private const string Prefix = "regulator/";

    /// <summary>The authority's name; the slash keeps it apart from every name that a product can declare.</summary>
    public static string AuthorityOf(string regulator) => Prefix + regulator;

    /// <summary>The regulator that an authority speaks for; null where it is none of these.</summary>
    public static string? RegulatorOf(string authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return authority.StartsWith(Prefix, StringComparison.Ordinal) ? authority[Prefix.Length..] : null;
    }
}
