using System.Formats.Cbor;

namespace Onus.Log.Proofs;

/// <summary>The name of a COSE header or CWT claim: an integer, or a text.</summary>
internal readonly record struct CoseLabel(long Number, string? Text)
{
    public bool Is(long number) => Text is null && Number == number;

    public bool Is(string text) => Text == text;
}

/// <summary>Reads COSE maps of which only some labels are known.</summary>
internal static class CoseMap
{
    /// <summary>Reads a map to its end; <paramref name="read"/> consumes the value of a label it knows and answers true.</summary>
    public static void Read(CborReader reader, Func<CoseLabel, bool> read)
    {
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.PeekState() == CborReaderState.TextString
                ? new CoseLabel(0, reader.ReadTextString())
                : new CoseLabel(reader.ReadInt64(), null);
            if (!read(label)) reader.SkipValue();
        }

        reader.ReadEndMap();
    }
}
