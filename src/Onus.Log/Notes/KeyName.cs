using System.Text;

namespace Onus.Log.Notes;

/// <summary>The rule for names of keys (C2SP signed-note): not empty, no Unicode space, no plus, no control character.</summary>
public static class KeyName
{
    /// <summary>The longest name in UTF-8 bytes; the ML-DSA-44 message counts it in one byte.</summary>
    public const int MaxSize = 255;

    /// <summary>Whether a key may have this name.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        var size = 0;
        while (!name.IsEmpty)
        {
            // A lone surrogate has no UTF-8 form.
            if (Rune.DecodeFromUtf16(name, out var rune, out var consumed) != System.Buffers.OperationStatus.Done) return false;
            if (rune.Value is '+' or < 0x20 || Rune.IsWhiteSpace(rune)) return false;
            size += rune.Utf8SequenceLength;
            name = name[consumed..];
        }

        return size <= MaxSize;
    }
}
