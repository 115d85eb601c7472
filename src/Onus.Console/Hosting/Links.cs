namespace Onus.Console.Hosting;

/// <summary>Addresses within the console.</summary>
internal static class Links
{
    /// <summary>A path with one more query value; unchanged for an empty one.</summary>
    public static string With(string path, string name, string? value) => string.IsNullOrEmpty(value)
        ? path
        : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + name + '=' + Uri.EscapeDataString(value);
}
