using System.Formats.Cbor;
using System.Globalization;
using System.Text;
using Onus.Core.Formats;

namespace Onus.Engine.Exhibits.Page;

/// <summary>Writes CBOR as people read it: diagnostic notation (RFC 8949 §8), one line for each short item.</summary>
internal static class CborDiagnostic
{
    private const int LineLength = 96;

    /// <summary>The notation of an entry, with the names of its front.</summary>
    public static string OfEntry(ReadOnlyMemory<byte> entry)
    {
        if (!EntryEnvelope.IsCbor(entry.Span)) return "a fixed layout: see docs/formats/transfer.md";
        try
        {
            var reader = CborExtensions.NewReader(entry);
            reader.ExpectArray(EntryEnvelope.Fields);
            var text = new StringBuilder();
            foreach (var name in new[] { "kind", "index", "time", "command", "trace", "actor", "lineage", "body" })
                text.Append(name.PadRight(8)).Append(Item(reader, 1)).Append('\n');
            return text.ToString();
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return "not deterministic CBOR";
        }
    }

    private static string Item(CborReader reader, int depth)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return reader.ReadUInt64().ToString(CultureInfo.InvariantCulture);
            case CborReaderState.NegativeInteger:
                return reader.ReadInt64().ToString(CultureInfo.InvariantCulture);
            case CborReaderState.ByteString:
                return $"h'{Convert.ToHexStringLower(reader.ReadByteString())}'";
            case CborReaderState.TextString:
                return $"\"{reader.ReadTextString()}\"";
            case CborReaderState.Boolean:
                return reader.ReadBoolean() ? "true" : "false";
            case CborReaderState.Null:
                reader.ReadNull();
                return "null";
            case CborReaderState.Tag:
                return $"{(ulong)reader.ReadTag()}({Item(reader, depth)})";
            case CborReaderState.StartArray:
                return Array(reader, depth);
            default:
                throw new CborContentException("an item that entries do not have");
        }
    }

    private static string Array(CborReader reader, int depth)
    {
        reader.ReadStartArray();
        var items = new List<string>();
        while (reader.PeekState() != CborReaderState.EndArray) items.Add(Item(reader, depth + 1));
        reader.ReadEndArray();
        var line = $"[{string.Join(", ", items)}]";
        if (line.Length <= LineLength && !line.Contains('\n', StringComparison.Ordinal)) return line;
        var indent = new string(' ', 2 * (depth + 1));
        return $"[\n{indent}{string.Join($",\n{indent}", items)}\n{new string(' ', 2 * depth)}]";
    }
}
