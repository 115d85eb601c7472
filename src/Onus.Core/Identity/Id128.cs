using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Onus.Core;

/// <summary>A 128-bit identifier; a command's identifier is its idempotency key and a UUID version 7 (RFC 9562 §5.7).</summary>
/// <param name="Value">The identifier as a big-endian integer: the order of values is the order of their bytes.</param>
public readonly record struct Id128(UInt128 Value) : IComparable<Id128>, ISpanFormattable
{
    /// <summary>The length of the identifier in bytes.</summary>
    public const int Size = 16;

    /// <summary>The reserved identifier of nothing.</summary>
    public static Id128 None => default;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => Value == UInt128.Zero;

    /// <summary>The Unix milliseconds in the first 48 bits; meaningful only for a UUID version 7.</summary>
    public ulong UnixMilliseconds => (ulong)(Value >> 80);

    /// <summary>Whether the version and variant bits say UUID version 7.</summary>
    public bool IsVersion7 => (Value >> 76 & 0xF) == 7 && (Value >> 62 & 3) == 2;

    /// <summary>Reads an identifier from its 16 big-endian bytes.</summary>
    public static Id128 Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt128BigEndian(source));

    /// <summary>Writes the identifier as 16 big-endian bytes.</summary>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    /// <summary>Reads the usual text form, <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>, in either case.</summary>
    /// <returns>Whether <paramref name="text"/> has that form; nothing else is accepted.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Id128 id)
    {
        id = default;
        if (!Guid.TryParseExact(text, "D", out var guid)) return false;
        Span<byte> bytes = stackalloc byte[Size];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        id = Read(bytes);
        return true;
    }

    /// <summary>Reads the usual text form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Id128 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"not an identifier: '{text}'");

    /// <summary>An identifier as somebody types it: the usual text form, or a name, which stands for the first half of its
    /// SHA-256. The log never sees the name.</summary>
    public static Id128 OfName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var id) ? id : Read(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <inheritdoc/>
    public int CompareTo(Id128 other) => Value.CompareTo(other.Value);

    /// <summary>The usual text form in lower case.</summary>
    public override string ToString() => ToGuid().ToString("D");

    /// <inheritdoc/>
    public string ToString([StringSyntax(StringSyntaxAttribute.GuidFormat)] string? format, IFormatProvider? formatProvider) =>
        ToGuid().ToString(format ?? "D", formatProvider);

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ToGuid().TryFormat(destination, out charsWritten, format.IsEmpty ? "D" : format);

    private Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Whether the left identifier sorts before the right one.</summary>
    public static bool operator <(Id128 left, Id128 right) => left.Value < right.Value;

    /// <summary>Whether the left identifier sorts after the right one.</summary>
    public static bool operator >(Id128 left, Id128 right) => left.Value > right.Value;

    /// <summary>Whether the left identifier does not sort after the right one.</summary>
    public static bool operator <=(Id128 left, Id128 right) => left.Value <= right.Value;

    /// <summary>Whether the left identifier does not sort before the right one.</summary>
    public static bool operator >=(Id128 left, Id128 right) => left.Value >= right.Value;
}
