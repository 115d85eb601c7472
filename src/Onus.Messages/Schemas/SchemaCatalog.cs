using System.Collections.Concurrent;

namespace Onus.Messages.Schemas;

/// <summary>The schemas that are at hand, each loaded when a message first asks for it.</summary>
internal static class SchemaCatalog
{
    private const string Prefix = "urn:iso:std:iso:20022:tech:xsd:";

    private static readonly ConcurrentDictionary<string, Schema> Loaded = new(StringComparer.Ordinal);

    /// <summary>The schema of a namespace, or null where it is not at hand.</summary>
    public static Schema? Find(string @namespace) => IsAtHand(@namespace) ? Loaded.GetOrAdd(@namespace, Load) : null;

    /// <summary>The names of all schemas at hand, such as <c>pacs.008.001.08</c>, in order.</summary>
    public static IEnumerable<string> Names => typeof(SchemaCatalog).Assembly.GetManifestResourceNames()
        .Where(n => n.EndsWith(".xsd", StringComparison.Ordinal)).Select(n => n[..^4]).Order(StringComparer.Ordinal);

    /// <summary>The text of a schema.</summary>
    public static Stream Open(string name) => typeof(SchemaCatalog).Assembly.GetManifestResourceStream(name + ".xsd")!;

    private static bool IsAtHand(string @namespace) =>
        @namespace.StartsWith(Prefix, StringComparison.Ordinal) && Names.Contains(@namespace[Prefix.Length..], StringComparer.Ordinal);

    private static Schema Load(string @namespace)
    {
        using var text = Open(@namespace[Prefix.Length..]);
        return Schema.Load(text);
    }
}
