using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onus.Server;

/// <summary>Reads settings from a file, over which the environment goes, over which the command line goes.</summary>
public static class SettingsReader
{
    private const string Prefix = "ONUS_";

    // By reflection: generated code would overwrite a default with null where a setting is left out.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The settings.</summary>
    /// <param name="file">A JSON file; null for none.</param>
    /// <param name="environment">Variables: <c>ONUS_DRAIN_SECONDS</c> is <c>drainSeconds</c>, <c>ONUS_TLS__KEY</c> is <c>key</c> in
    /// <c>tls</c>, and of a list the parts are parted by semicolons.</param>
    /// <param name="flags">What the command line says, by the settings' names.</param>
    /// <exception cref="NodeException">Something there is no setting, or has another form.</exception>
    public static ServerSettings Read(string? file, IEnumerable<KeyValuePair<string, string>> environment, IReadOnlyDictionary<string, string> flags)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(flags);
        try
        {
            var settings = file is null ? new JsonObject() : JsonNode.Parse(File.ReadAllBytes(file), documentOptions: Lenient) as JsonObject
                ?? throw new NodeException($"{file} is no JSON object");
            foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                if (PathOf(name) is { } path) Set(settings, path, value);
            foreach (var (name, value) in flags) Set(settings, [name], value);
            return settings.Deserialize<ServerSettings>(Options)!;
        }
        catch (JsonException wrong)
        {
            throw new NodeException($"{file ?? "a setting"}: {wrong.Message}");
        }
    }

    private static JsonDocumentOptions Lenient => new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // From ONUS_TLS__KEY to tls, key; null for variables that are none of ours.
    private static string[]? PathOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var path = name[Prefix.Length..].Split("__").Select(Camel).ToArray();
        return Known.ContainsKey(path[0]) ? path : null;
    }

    private static string Camel(string words)
    {
        var parts = words.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => part.ToLowerInvariant()).ToArray();
        return string.Concat(parts.Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
    }

    private static void Set(JsonObject settings, string[] path, string value)
    {
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (settings[path[i]] is not JsonObject inner) settings[path[i]] = inner = [];
            settings = inner;
        }

        settings[path[^1]] = path.Length == 1 && Known.TryGetValue(path[0], out var type) && type == typeof(IReadOnlyList<string>)
            ? new JsonArray([.. value.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode)part)])
            : value;
    }

    private static Dictionary<string, Type> Known { get; } = typeof(ServerSettings).GetProperties()
        .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType);
}
