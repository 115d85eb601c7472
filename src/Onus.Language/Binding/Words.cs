namespace Onus.Language.Binding;

/// <summary>Puts lists into words.</summary>
internal static class Words
{
    /// <summary><c>a, b or c</c></summary>
    public static string Or(IReadOnlyList<string> items) => Join(items, "or");

    /// <summary><c>a, b and c</c></summary>
    public static string And(IReadOnlyList<string> items) => Join(items, "and");

    private static string Join(IReadOnlyList<string> items, string last) => items.Count switch
    {
        0 => "nothing",
        1 => items[0],
        _ => $"{string.Join(", ", items.SkipLast(1))} {last} {items[^1]}",
    };
}
