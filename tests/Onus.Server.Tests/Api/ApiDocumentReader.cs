using System.Text.Json;

namespace Onus.Server.Tests.Api;

/// <summary>One operation of the document.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Path">Its path, with braces.</param>
/// <param name="Body">The schema of its body; null where it takes none.</param>
/// <param name="Answers">The schemas of its answers by status; null for content that is not JSON.</param>
/// <param name="Parameters">Its parameters: name, place, schema.</param>
public sealed record Operation(
    string Method, string Path, JsonElement? Body, IReadOnlyDictionary<string, JsonElement?> Answers,
    IReadOnlyList<(string Name, string In, JsonElement Schema)> Parameters)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The OpenAPI document as a test reads it: operations, and whether a value fits a schema.</summary>
public sealed class ApiDocumentReader
{
    private readonly JsonElement _root;

    public ApiDocumentReader(string text)
    {
        _root = JsonDocument.Parse(text).RootElement;
        Operations = [.. _root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(verb => verb.Name is "get" or "put" or "post" or "delete" or "head" or "patch")
            .Select(verb => Read(path.Name, verb.Name.ToUpperInvariant(), verb.Value)))];
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The schema behind a reference.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var at = _root;
            foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/')) at = at.GetProperty(part);
            schema = at;
        }

        return schema;
    }

    /// <summary>What does not fit the schema, one line each.</summary>
    public IEnumerable<string> Misfits(JsonElement value, JsonElement schema, string at = "$")
    {
        schema = Resolve(schema);
        if (schema.ValueKind != JsonValueKind.Object) return [];
        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (!schema.TryGetProperty(choice, out var choices)) continue;
            var each = choices.EnumerateArray().Select(one => Misfits(value, one, at).ToArray()).ToArray();
            return each.Any(misfits => misfits.Length == 0) ? [] : each[^1];
        }

        if (Types(schema) is { Count: > 0 } types && !types.Any(type => Is(value, type)))
            return [$"{at} is {value.ValueKind}, and the document says {string.Join(" or ", types)}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => MisfitsOfObject(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Misfits(item, items, $"{at}[{i}]")),
            JsonValueKind.String when schema.TryGetProperty("pattern", out var pattern)
                && !System.Text.RegularExpressions.Regex.IsMatch(value.GetString()!, pattern.GetString()!) => [$"{at} does not match {pattern}"],
            JsonValueKind.String when schema.TryGetProperty("format", out var format) && format.GetString() == "uuid" && !Guid.TryParse(value.GetString(), out _) => [$"{at} is no UUID"],
            _ => [],
        };
    }

    /// <summary>The types that a schema allows.</summary>
    public static IReadOnlyList<string> Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];

    private IEnumerable<string> MisfitsOfObject(JsonElement value, JsonElement schema, string at)
    {
        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
        foreach (var name in required)
            if (!value.TryGetProperty(name, out _)) yield return $"{at} has no {name}";
        foreach (var property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var one))
            {
                foreach (var misfit in Misfits(property.Value, one, $"{at}.{property.Name}")) yield return misfit;
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            {
                foreach (var misfit in Misfits(property.Value, more, $"{at}.{property.Name}")) yield return misfit;
            }
            else if (properties.ValueKind == JsonValueKind.Object)
            {
                yield return $"{at}.{property.Name} is not in the document";
            }
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && !value.GetRawText().Contains('.', StringComparison.Ordinal),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };

    private static Operation Read(string path, string method, JsonElement operation)
    {
        var body = operation.TryGetProperty("requestBody", out var request) ? SchemaOf(request) : null;
        var answers = new Dictionary<string, JsonElement?>();
        foreach (var answer in operation.GetProperty("responses").EnumerateObject()) answers[answer.Name] = SchemaOf(answer.Value);
        var parameters = operation.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().Select(p => (p.GetProperty("name").GetString()!, p.GetProperty("in").GetString()!, p.GetProperty("schema"))).ToArray()
            : [];
        return new Operation(method, path, body, answers, parameters);
    }

    private static JsonElement? SchemaOf(JsonElement part)
    {
        if (!part.TryGetProperty("content", out var content)) return null;
        foreach (var type in content.EnumerateObject())
            if (type.Name.Contains("json", StringComparison.Ordinal) && type.Value.TryGetProperty("schema", out var schema)) return schema;
        return null;
    }
}
