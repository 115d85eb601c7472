using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Onus.Core.Formats;

/// <summary>Writes or reads deterministic CBOR through the same calls, so that one description of a layout serves both ways.</summary>
/// <remarks>When writing, each call writes its argument and returns it; when reading, the argument is ignored and what
/// was read is returned.</remarks>
public sealed class CborArchive
{
    /// <summary>The deepest nesting that is read: no honest condition comes near it.</summary>
    private const int MaxDepth = 64;

    private readonly CborWriter? _writer;
    private readonly CborReader? _reader;
    private int _depth;

    /// <summary>An archive that writes.</summary>
    public CborArchive(CborWriter writer) => _writer = writer;

    /// <summary>An archive that reads.</summary>
    public CborArchive(CborReader reader) => _reader = reader;

    /// <summary>A record of exactly that many fields.</summary>
    public T Record<T>(int fields, Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (++_depth > MaxDepth) throw new CborContentException("nested too deeply");
        _writer?.WriteStartArray(fields);
        _reader?.ExpectArray(fields);
        var value = body();
        _writer?.WriteEndArray();
        _reader?.ReadEndArray();
        _depth--;
        return value;
    }

    /// <summary>A list of items.</summary>
    public ImmutableArray<T> List<T>(ImmutableArray<T> value, Func<T, T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_writer is not null)
        {
            _writer.WriteStartArray(value.Length);
            foreach (var one in value) item(one);
            _writer.WriteEndArray();
            return value;
        }

        var count = _reader!.ReadStartArray() ?? throw new CborContentException("a list of indefinite length");
        // The count is the writer's word; what is allocated follows what is really there.
        var items = ImmutableArray.CreateBuilder<T>(Math.Min(count, 256));
        for (var i = 0; i < count; i++) items.Add(item(default!));
        _reader.ReadEndArray();
        return items.DrainToImmutable();
    }

    /// <summary>A value or null.</summary>
    public T? Maybe<T>(T? value, Func<T, T> some)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(some);
        if (Absent(value is null)) return null;
        return some(value.GetValueOrDefault());
    }

    /// <summary>An object or null.</summary>
    public T? MaybeObject<T>(T? value, Func<T?, T> some)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(some);
        return Absent(value is null) ? null : some(value);
    }

    /// <summary>A text.</summary>
    public string Text(string? value)
    {
        _writer?.WriteTextString(value!);
        return _reader?.ReadTextString() ?? value!;
    }

    /// <summary>A text or null.</summary>
    public string? MaybeText(string? value) => Absent(value is null) ? null : Text(value);

    /// <summary>A yes or no.</summary>
    public bool Flag(bool value)
    {
        _writer?.WriteBoolean(value);
        return _reader?.ReadBoolean() ?? value;
    }

    /// <summary>A signed 32-bit number.</summary>
    public int Int(int value)
    {
        _writer?.WriteInt32(value);
        return _reader?.ReadInt32() ?? value;
    }

    /// <summary>A signed 64-bit number.</summary>
    public long Long(long value)
    {
        _writer?.WriteInt64(value);
        return _reader?.ReadInt64() ?? value;
    }

    /// <summary>A signed 32-bit number or null.</summary>
    public int? MaybeInt(int? value) => Maybe(value, Int);

    /// <summary>An unsigned number of up to 128 bits.</summary>
    public UInt128 Unsigned(UInt128 value)
    {
        _writer?.WriteAmount(value);
        return _reader?.ReadAmount() ?? value;
    }

    /// <summary>A signed number: its sign as a flag, then its magnitude.</summary>
    public Int128 Signed(Int128 value) => Record(2, () =>
    {
        var negative = Flag(value < 0);
        // The magnitude of the smallest number does not fit a signed one; minus one, it does.
        var magnitude = Unsigned(value < 0 ? (UInt128)(-(value + 1)) : (UInt128)value);
        if (magnitude > (UInt128)Int128.MaxValue) throw new CborContentException("a number beyond 128 bits");
        return negative ? -(Int128)magnitude - 1 : (Int128)magnitude;
    });

    /// <summary>A value of a closed list, as its number.</summary>
    public TEnum Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        if (_writer is not null)
        {
            Invariant.Holds(Enum.IsDefined(value));
            _writer.WriteInt32(Unsafe.SizeOf<TEnum>() == 1 ? Unsafe.BitCast<TEnum, byte>(value) : Convert.ToInt32(value, CultureInfo.InvariantCulture));
            return value;
        }

        var number = _reader!.ReadInt32();
        var word = (TEnum)Enum.ToObject(typeof(TEnum), number);
        return Enum.IsDefined(word) ? word : throw new CborContentException($"{number} is no {typeof(TEnum).Name}");
    }

    /// <summary>A hash.</summary>
    public Hash256 Hash(Hash256 value)
    {
        _writer?.WriteByteString(value.Bytes);
        if (_reader is null) return value;
        var bytes = _reader.ReadByteString();
        return bytes.Length == Hash256.Size ? new Hash256(bytes) : throw new CborContentException("a hash of another length");
    }

    /// <summary>An unsigned 64-bit number.</summary>
    public ulong ULong(ulong value)
    {
        _writer?.WriteUInt64(value);
        return _reader?.ReadUInt64() ?? value;
    }

    /// <summary>An instant, as nanoseconds since the epoch.</summary>
    public LogTime Time(LogTime value) => new(ULong(value.Nanoseconds));

    /// <summary>An identifier or none.</summary>
    public Id128 Id(Id128 value)
    {
        _writer?.WriteId(value);
        return _reader?.ReadId() ?? value;
    }

    /// <summary>Bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> value)
    {
        _writer?.WriteByteString(value.Span);
        return _reader is null ? value : _reader.ReadByteString();
    }

    /// <summary>A date as yyyy-mm-dd.</summary>
    public DateOnly Date(DateOnly value)
    {
        var text = Text(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CborContentException($"'{text}' is no date");
    }

    /// <summary>A currency by its code; no currency is the empty text.</summary>
    public Currency Currency(Currency value)
    {
        var code = Text(value.IsKnown ? value.Code : "");
        if (code.Length == 0) return default;
        return Onus.Core.Currency.TryFind(code, out var currency) ? currency : throw new CborContentException($"'{code}' is no currency");
    }

    private bool Absent(bool isNull)
    {
        if (_writer is not null)
        {
            if (isNull) _writer.WriteNull();
            return isNull;
        }

        if (_reader!.PeekState() != CborReaderState.Null) return false;
        _reader.ReadNull();
        return true;
    }
}
