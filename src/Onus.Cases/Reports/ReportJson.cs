using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onus.Core;

namespace Onus.Cases.Reports;

/// <summary>How every report is written as JSON: indented, line feeds, money as <c>{"currency", "minor"}</c> with digits.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(string format, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format", format);
            body(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    public static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Amount(Utf8JsonWriter json, string name, Money money)
    {
        if (!money.Currency.IsKnown) return;
        json.WriteStartObject(name);
        json.WriteString("currency", money.Currency.Code);
        json.WriteString("minor", money.Minor.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
