using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onus.Server.Tests.Api;

/// <summary>Makes requests out of the document: some that fit it, most that do not, in type, size, encoding or verb.</summary>
public sealed class RequestFuzzer(ApiDocumentReader document, Random random, IReadOnlyList<string> known)
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    private static readonly string[] Odd =
    [
        "", " ", "0", "-1", "1e400", "18446744073709551616", "9999999999999999999999999999999999999999", "null", "true", "NaN", "\u0000", "\ud83d\ude00", "..", "../..",
        "%2e%2e%2f", "\"1\"", "W/\"1\"", "*", "' or 1=1 --", "<script>", "${jndi:x}", "1.00", "0.001", "CNY", "2026-02-30T00:00:00Z", "2554-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
        "00000000-0000-0000-0000-000000000000", "019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8", "ffffffff-ffff-ffff-ffff-ffffffffffff", "a/b", "日本語", "outside", "shop",
    ];

    // Of what is odd, what this client can send in a header.
    private static readonly string[] OddHeaders = [.. Odd.Where(text => text.All(c => c is >= ' ' and <= '~'))];

    /// <summary>The next request, and what it is one of.</summary>
    public (Operation Operation, HttpRequestMessage Request) Next()
    {
        var operation = document.Operations[random.Next(document.Operations.Count)];
        var path = operation.Path;
        var query = new List<string>();
        foreach (var (name, place, schema) in operation.Parameters)
        {
            if (place == "path") path = path.Replace($"{{{name}}}", Segment(Text(schema)), StringComparison.Ordinal);
            else if (place == "query" && random.Next(3) == 0) query.Add($"{name}={Uri.EscapeDataString(Text(schema))}");
        }

        // What the document does not name stands in a path all the same.
        while (path.IndexOf('{', StringComparison.Ordinal) is var open and >= 0) path = path[..open] + "1" + path[(path.IndexOf('}', open) + 1)..];
        if (random.Next(40) == 0) query.Add("x=" + new string('x', random.Next(9_000)));
        var verb = random.Next(15) == 0 ? Verbs[random.Next(Verbs.Length)] : operation.Method;
        var request = new HttpRequestMessage(new HttpMethod(verb), path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        if (random.Next(4) == 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Next(2) == 0 ? One(OddHeaders) : One(known));
        if (random.Next(4) == 0) request.Headers.TryAddWithoutValidation("If-Match", random.Next(2) == 0 ? "\"" + random.Next(100).ToString(CultureInfo.InvariantCulture) + "\"" : One(OddHeaders));
        if (random.Next(8) == 0) request.Headers.TryAddWithoutValidation("traceparent", One(OddHeaders));
        if (operation.Body is { } body && verb is not ("GET" or "HEAD")) request.Content = Content(body);
        return (operation, request);
    }

    private ByteArrayContent Content(JsonElement schema)
    {
        var text = new StringBuilder();
        Write(text, schema, 0);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        switch (random.Next(12))
        {
            case 0 when bytes.Length > 0: bytes[random.Next(bytes.Length)] = (byte)random.Next(256); break;
            case 1: bytes = bytes[..random.Next(bytes.Length + 1)]; break;
            case 2: bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", random.Next(1, 5_000)))); break;
            case 3: bytes = Encoding.Unicode.GetBytes(text.ToString()); break;
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(12) == 0 ? One(["text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-16"]) : "application/json");
        if (random.Next(30) == 0) content.Headers.TryAddWithoutValidation("Content-Encoding", One(["gzip", "br", "x"]));
        return content;
    }

    private void Write(StringBuilder text, JsonElement schema, int depth)
    {
        schema = document.Resolve(schema);
        if (schema.ValueKind == JsonValueKind.Object && (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices)))
            schema = document.Resolve(choices[random.Next(choices.GetArrayLength())]);
        if (depth > 8 || random.Next(14) == 0)
        {
            text.Append(One(["null", "{}", "[]", "1", "-1", "1e9", "\"\"", "true", "\"\\ud800\"", "{\"a\":1,\"a\":2}"]));
            return;
        }

        var types = schema.ValueKind == JsonValueKind.Object ? ApiDocumentReader.Types(schema) : [];
        switch (types.Count == 0 ? "string" : types[random.Next(types.Count)])
        {
            case "object": WriteObject(text, schema, depth); break;
            case "array": WriteArray(text, schema, depth); break;
            case "integer" or "number": text.Append(random.Next(3) == 0 ? One(["-1", "0", "1.5", "18446744073709551615", "18446744073709551616", "1e3"]) : random.Next(200).ToString(CultureInfo.InvariantCulture)); break;
            case "boolean": text.Append(random.Next(2) == 0 ? "true" : "false"); break;
            case "null": text.Append("null"); break;
            default: text.Append(JsonSerializer.Serialize(Text(schema))); break;
        }
    }

    private void WriteObject(StringBuilder text, JsonElement schema, int depth)
    {
        text.Append('{');
        var first = true;
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (random.Next(5) == 0) continue;
                if (!first) text.Append(',');
                first = false;
                text.Append(JsonSerializer.Serialize(random.Next(60) == 0 ? One(Odd) : property.Name)).Append(':');
                Write(text, property.Value, depth + 1);
            }
        }

        text.Append('}');
    }

    private void WriteArray(StringBuilder text, JsonElement schema, int depth)
    {
        text.Append('[');
        var count = random.Next(50) == 0 ? 300 : random.Next(4);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) text.Append(',');
            if (schema.TryGetProperty("items", out var items)) Write(text, items, depth + 1);
            else text.Append('1');
        }

        text.Append(']');
    }

    private string Text(JsonElement schema)
    {
        schema = document.Resolve(schema);
        if (random.Next(2) == 0) return One(known);
        if (random.Next(60) == 0) return new string('x', random.Next(4_000));
        return ApiDocumentReader.Types(schema).Contains("integer") ? random.Next(300).ToString(CultureInfo.InvariantCulture) : One(Odd);
    }

    // An empty segment, or one of dots, is another address.
    private static string Segment(string text) => text.Trim('.').Length == 0 ? "1" : Uri.EscapeDataString(text);

    private string One(IReadOnlyList<string> of) => of[random.Next(of.Count)];
}
