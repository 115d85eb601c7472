using System.Buffers;
using System.Text;
using System.Text.Json;
using Onus.Language.Syntax;

namespace Onus.Language;

/// <summary>Prints diagnostics as JSON in the shape of SARIF 2.1.0: one run, one result for each diagnostic.</summary>
public static class JsonRenderer
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>All diagnostics of the results, in order.</summary>
    public static string Render(IReadOnlyList<CheckResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "onus");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("results");
            foreach (var result in results)
                foreach (var diagnostic in result.Diagnostics) Write(json, diagnostic, result.Source);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, SourceText source)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code.Text());
        json.WriteString("level", diagnostic.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        });
        json.WriteStartObject("message");
        json.WriteString("text", diagnostic.Title);
        json.WriteEndObject();
        json.WriteStartArray("locations");
        Location(json, diagnostic.Primary, source);
        json.WriteEndArray();
        if (!diagnostic.Secondary.IsEmpty)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var place in diagnostic.Secondary) Location(json, place, source);
            json.WriteEndArray();
        }

        if (diagnostic.Fix is { } fix) WriteFix(json, fix, source);
        json.WriteStartObject("properties");
        Strings(json, "cases", diagnostic.Cases);
        Strings(json, "near", diagnostic.Near);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter json, Place place, SourceText source)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(json, source);
        Region(json, "region", place.Span, source);
        json.WriteEndObject();
        if (place.Label.Length > 0)
        {
            json.WriteStartObject("message");
            json.WriteString("text", place.Label);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, Fix fix, SourceText source)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        json.WriteStartObject("description");
        json.WriteString("text", fix.Text);
        json.WriteEndObject();
        json.WriteStartArray("artifactChanges");
        if (!fix.Edits.IsEmpty)
        {
            json.WriteStartObject();
            Artifact(json, source);
            json.WriteStartArray("replacements");
            foreach (var edit in fix.Edits)
            {
                json.WriteStartObject();
                Region(json, "deletedRegion", edit.Span, source);
                json.WriteStartObject("insertedContent");
                json.WriteString("text", edit.Text);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Artifact(Utf8JsonWriter json, SourceText source)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", source.Path);
        json.WriteEndObject();
    }

    private static void Region(Utf8JsonWriter json, string name, TextSpan span, SourceText source)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", source.LineOf(span.Start));
        json.WriteNumber("startColumn", source.ColumnOf(span.Start));
        json.WriteNumber("endLine", source.LineOf(span.End));
        json.WriteNumber("endColumn", source.ColumnOf(span.End));
        json.WriteNumber("charOffset", span.Start);
        json.WriteNumber("charLength", span.Length);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
