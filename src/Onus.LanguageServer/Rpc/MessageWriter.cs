using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onus.LanguageServer.Rpc;

/// <summary>Writes messages with their Content-Length headers.</summary>
internal sealed class MessageWriter(Stream stream)
{
    /// <summary>Answers a request.</summary>
    public Task AnswerAsync<T>(JsonElement id, T? result, JsonTypeInfo<T> type) => WriteAsync(json =>
    {
        json.WritePropertyName("id");
        id.WriteTo(json);
        json.WritePropertyName("result");
        if (result is null) json.WriteNullValue();
        else JsonSerializer.Serialize(json, result, type);
    });

    /// <summary>Answers a request with an error; no id where the request could not be read.</summary>
    public Task FailAsync(JsonElement? id, int code, string message) => WriteAsync(json =>
    {
        json.WritePropertyName("id");
        if (id is { } known) known.WriteTo(json);
        else json.WriteNullValue();
        json.WriteStartObject("error");
        json.WriteNumber("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    /// <summary>Tells the client something that it did not ask for.</summary>
    public Task NotifyAsync<T>(string method, T parameters, JsonTypeInfo<T> type) => WriteAsync(json =>
    {
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    });

    private async Task WriteAsync(Action<Utf8JsonWriter> members)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            members(json);
            json.WriteEndObject();
        }

        var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(header));
        await stream.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
        await stream.FlushAsync();
    }
}
