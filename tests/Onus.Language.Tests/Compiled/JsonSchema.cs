using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onus.Language.Tests.Compiled;

/// <summary>Just enough of JSON Schema 2020-12 to check the export against its published schema; a keyword that is not
/// known here is a failure and not a pass.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Notes = ["$schema", "title", "description", "$defs", "properties", "required"];

    /// <summary>What in the value is not as the schema says, each with its path.</summary>
    public List<string> Faults(JsonElement value)
    {
        var faults = new List<string>();
        Check(root, value, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Check(root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, path, faults);
                    break;
                case "type":
                    if (!IsOfType(value, keyword.Value.GetString()!))
                    {
                        // The keywords that follow are about values of this type.
                        faults.Add($"{path}: no {keyword.Value}");
                        return;
                    }

                    if (value.ValueKind == JsonValueKind.Object) CheckObject(schema, value, path, faults);
                    break;
                case "items":
                    foreach (var (index, item) in value.EnumerateArray().Index()) Check(keyword.Value, item, $"{path}[{index}]", faults);
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value))) faults.Add($"{path}: {value} is none of {keyword.Value}");
                    break;
                case "const":
                    if (!JsonElement.DeepEquals(keyword.Value, value)) faults.Add($"{path}: {value} is not {keyword.Value}");
                    break;
                case "pattern":
                    if (!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)) faults.Add($"{path}: {value} does not match");
                    break;
                case "minimum":
                    if (value.GetInt64() < keyword.Value.GetInt64()) faults.Add($"{path}: {value} is too small");
                    break;
                case "oneOf":
                    if (keyword.Value.EnumerateArray().Count(s => Passes(s, value)) != 1) faults.Add($"{path}: not exactly one form");
                    break;
                case "additionalProperties":
                    Assert.False(keyword.Value.GetBoolean());
                    break;
                default:
                    Assert.Contains(keyword.Name, Notes);
                    break;
            }
        }
    }

    private bool Passes(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults.Count == 0;
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var properties = schema.GetProperty("properties");
        foreach (var name in schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!))
            if (!value.TryGetProperty(name, out _)) faults.Add($"{path}: lacks {name}");
        foreach (var property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out var inner)) Check(inner, property.Value, $"{path}.{property.Name}", faults);
            else faults.Add($"{path}: does not know {property.Name}");
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
