using System.Text.Json;
using System.Text.Json.Serialization;
using Onus.Core;

namespace Onus.Client.Json;

/// <summary>A hash as 64 hexadecimal digits in lower case.</summary>
internal sealed class Hash256Converter : JsonConverter<Hash256>
{
    public override Hash256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Hash256.FromHex(reader.TokenType == JsonTokenType.String ? reader.GetString() : "");
        }
        catch (FormatException e)
        {
            throw new JsonException("not a hash of 64 hexadecimal digits", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Hash256 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToHexStringLower(value.Bytes));
}
