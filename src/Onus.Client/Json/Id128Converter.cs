using System.Text.Json;
using System.Text.Json.Serialization;
using Onus.Core;

namespace Onus.Client.Json;

/// <summary>An identifier as the usual text of a UUID.</summary>
internal sealed class Id128Converter : JsonConverter<Id128>
{
    private const int TextLength = 36;

    public override Id128 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[TextLength];
        if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length <= TextLength
            && Id128.TryParse(text[..reader.CopyString(text)], out var id)) return id;
        return reader.TokenType == JsonTokenType.String && Id128.TryParse(reader.GetString(), out id)
            ? id
            : throw new JsonException("not a UUID");
    }

    public override void Write(Utf8JsonWriter writer, Id128 value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[TextLength];
        value.TryFormat(text, out var length, default, null);
        writer.WriteStringValue(text[..length]);
    }
}
