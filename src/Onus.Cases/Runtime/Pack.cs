using Onus.Core;

namespace Onus.Cases.Runtime;

/// <summary>Writes whole numbers in as few bytes as they need: seven bits a byte, lowest first, the high bit says that more follow.</summary>
internal sealed class PackWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public void Reset() => _length = 0;

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Write(ulong value)
    {
        if (_length + 10 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        for (; value >= 0x80; value >>= 7) _bytes[_length++] = (byte)(value & 0x7F | 0x80);
        _bytes[_length++] = (byte)value;
    }

    public void Write(UInt128 value)
    {
        if (_length + 20 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        for (; value >= 0x80; value >>= 7) _bytes[_length++] = (byte)((uint)(value & 0x7F) | 0x80);
        _bytes[_length++] = (byte)(uint)value;
    }

    /// <summary>A signed number: magnitudes near zero stay short. The smallest one is no value of this system.</summary>
    public void Write(Int128 value) => Write(value < 0 ? (UInt128)(-(value + 1)) * 2 + 1 : (UInt128)value * 2);

    public void Write(LogTime time) => Write(time.Nanoseconds);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (_length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}

/// <summary>Reads what a <see cref="PackWriter"/> wrote.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _place;

    public readonly bool IsAtEnd => _place == _bytes.Length;

    public ulong ULong() => (ulong)Unsigned();

    public int Int() => (int)Unsigned();

    public UInt128 Unsigned()
    {
        UInt128 value = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (_place == _bytes.Length || shift > 126) throw new InvalidDataException("a number that is cut off");
            var next = _bytes[_place++];
            value |= (UInt128)(next & 0x7Fu) << shift;
            if (next < 0x80) return value;
        }
    }

    public Int128 Signed()
    {
        var value = Unsigned();
        return (value & 1) == 0 ? (Int128)(value >> 1) : -(Int128)(value >> 1) - 1;
    }

    public LogTime Time() => new(ULong());

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _bytes.Length - _place) throw new InvalidDataException("bytes that are cut off");
        _place += count;
        return _bytes.Slice(_place - count, count);
    }
}
