namespace Onus.Core.Formats;

/// <summary>Tells the kind of an entry from its first bytes.</summary>
public static class EntryKinds
{
    /// <summary>The kind of a fixed layout or of a CBOR entry; <see cref="EntryKind.None"/> for what is neither.</summary>
    public static EntryKind Of(ReadOnlySpan<byte> entry)
    {
        if (entry.IsEmpty) return EntryKind.None;
        if (!EntryEnvelope.IsCbor(entry)) return entry[0] < 16 ? (EntryKind)entry[0] : EntryKind.None;

        // CBOR writes a kind of 16 to 23 into one byte and a larger one into a second (RFC 8949 §3).
        if (entry.Length > 1 && entry[1] is >= 16 and < 24) return (EntryKind)entry[1];
        return entry.Length > 2 && entry[1] == 0x18 && entry[2] >= 24 ? (EntryKind)entry[2] : EntryKind.None;
    }
}
