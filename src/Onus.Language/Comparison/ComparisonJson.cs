using System.Text;
using System.Text.Json;

namespace Onus.Language.Comparison;

/// <summary>Writes a comparison as JSON, for tools.</summary>
public static class ComparisonJson
{
    /// <summary>Writes the comparison; indented, ends with a line break.</summary>
    public static string Write(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("old", result.Old);
            json.WriteString("new", result.New);
            json.WriteBoolean("decisionsUnknown", result.DecisionsUnknown);
            json.WriteStartArray("decisions");
            foreach (var change in result.Decisions) Decision(json, change);
            json.WriteEndArray();
            json.WriteStartArray("changes");
            foreach (var change in result.Changes) Change(json, change);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Decision(Utf8JsonWriter json, DecisionChange change)
    {
        json.WriteStartObject();
        json.WriteString("state", change.Name);
        json.WriteString("cases", change.Cases);
        json.WriteString("example", change.Example);
        json.WriteString("before", change.Before);
        json.WriteString("after", change.After);
        json.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteString("area", change.Area.ToString().ToLowerInvariant());
        json.WriteString("name", change.Name);
        json.WriteString("title", change.Subject);
        json.WriteString("aspect", change.Aspect);
        json.WriteString("before", change.Before);
        json.WriteString("after", change.After);
        json.WriteEndObject();
    }
}
