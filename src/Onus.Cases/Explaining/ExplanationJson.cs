using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onus.Cases;

/// <summary>Writes an explanation as JSON for other programs; what is not said is left out.</summary>
public static class ExplanationJson
{
    /// <summary>What the property <c>format</c> says.</summary>
    public const string Format = "onus-explanation/1";

    // The text is read by people and never put into a page as it is: titles of any language stay readable.
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The explanation as indented JSON, ending with a line feed.</summary>
    public static string Write(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented)) Write(json, explanation);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Explanation e)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("entry", e.Entry);
        json.WriteString("time", e.Time.ToString());
        json.WriteString("kind", e.Kind.ToString());
        json.WriteString("headline", e.Headline);
        if (e.Case != 0) json.WriteNumber("case", e.Case);
        if (e.Product is { } product) Write(json, product);
        if (e.IsConfidential) json.WriteBoolean("confidential", true);
        if (e.Refusal is not null) json.WriteString("refusal", e.Refusal);
        Texts(json, "deciders", e.Deciders);
        Objects(json, "facts", e.Facts, f => Strings(json, ("name", f.Name), ("value", f.Value), ("origin", f.Origin)));
        Objects(json, "stays", e.Stays, stay => Write(json, stay));
        Objects(json, "money", e.Money, m => Strings(json, ("from", m.From), ("to", m.To), ("amount", m.Amount)));
        Objects(json, "liability", e.Liability, l =>
        {
            Strings(json, ("party", l.Party), ("before", l.Before), ("after", l.After));
            json.WriteNumber("actor", l.Actor);
        });
        Objects(json, "duties", e.Duties, d => Strings(json, ("what", d.What), ("due", d.Due.ToString())));
        Texts(json, "shadows", e.Shadows);
        Texts(json, "next", e.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplainedProduct product)
    {
        json.WriteStartObject("product");
        Strings(json, ("name", product.Name), ("title", product.Title), ("hash", product.Compiled.ToString()));
        json.WriteNumber("version", product.Version);
        json.WriteNumber("enacted", product.Enacted);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplainedStay stay)
    {
        Strings(json, ("state", stay.State), ("title", stay.Title));
        if (stay.Fired is { } fired)
        {
            json.WriteStartObject("fired");
            Strings(json, ("step", fired.Name), ("title", fired.Title), ("why", fired.Why), ("to", fired.To), ("when", fired.Guard));
            Objects(json, "because", fired.Because, s => Strings(json, ("name", s.Name), ("title", s.Title), ("says", s.Says)));
            json.WriteEndObject();
        }

        Objects(json, "options", stay.Options, o => Strings(json, ("step", o.Step), ("title", o.Title), ("for", o.For), ("whyNot", o.WhyNot)));
        Objects(json, "differences", stay.Differences, d => Strings(
            json, ("step", d.Step), ("would", d.Would), ("fact", d.Fact), ("is", d.Is), ("hadToBe", d.HadToBe), ("threshold", d.Threshold)));
    }

    private static void Strings(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        foreach (var (name, value) in fields)
            if (value is not null) json.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Objects<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
