using System.Text.Json;
using System.Text.Json.Serialization;
using Onus.Core;

namespace Onus.Client.Json;

/// <summary>An instant as RFC 3339 in UTC, written with nine fraction digits, read with up to nine.</summary>
internal sealed class LogTimeConverter : JsonConverter<LogTime>
{
    public override LogTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && LogTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("not an instant such as 2026-11-24T08:30:00Z");

    public override void Write(Utf8JsonWriter writer, LogTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
