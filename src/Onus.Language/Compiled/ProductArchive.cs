using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Globalization;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>Writes or reads deterministic CBOR through the same calls, so that one description of a layout serves both ways.</summary>
/// <remarks>When writing, each call writes its argument and returns it; when reading, the argument is ignored and what
/// was read is returned.</remarks>
internal sealed class ProductArchive
{
    /// <summary>The deepest nesting that is read: no honest condition comes near it.</summary>
    private const int MaxDepth = 64;

    private readonly CborWriter? _writer;
    private readonly CborReader? _reader;
    private int _depth;

    public ProductArchive(CborWriter writer) => _writer = writer;

    public ProductArchive(CborReader reader) => _reader = reader;

    /// <summary>A record of exactly that many fields.</summary>
    public T Record<T>(int fields, Func<T> body)
    {
        if (++_depth > MaxDepth) throw new CborContentException("a compiled product nested too deeply");
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
        if (Absent(value is null)) return null;
        return some(value.GetValueOrDefault());
    }

    /// <summary>An object or null.</summary>
    public T? MaybeObject<T>(T? value, Func<T?, T> some)
        where T : class => Absent(value is null) ? null : some(value);

    public string Text(string? value)
    {
        _writer?.WriteTextString(value!);
        return _reader?.ReadTextString() ?? value!;
    }

    public string? MaybeText(string? value) => Absent(value is null) ? null : Text(value);

    public bool Flag(bool value)
    {
        _writer?.WriteBoolean(value);
        return _reader?.ReadBoolean() ?? value;
    }

    public int Int(int value)
    {
        _writer?.WriteInt32(value);
        return _reader?.ReadInt32() ?? value;
    }

    public long Long(long value)
    {
        _writer?.WriteInt64(value);
        return _reader?.ReadInt64() ?? value;
    }

    public int? MaybeInt(int? value) => Maybe(value, Int);

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

    public TEnum Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var number = Int(Convert.ToInt32(value, CultureInfo.InvariantCulture));
        var word = (TEnum)Enum.ToObject(typeof(TEnum), number);
        return Enum.IsDefined(word) ? word : throw new CborContentException($"{number} is no {typeof(TEnum).Name}");
    }

    public Hash256 Hash(Hash256 value)
    {
        _writer?.WriteByteString(value.Bytes);
        if (_reader is null) return value;
        var bytes = _reader.ReadByteString();
        return bytes.Length == Hash256.Size ? new Hash256(bytes) : throw new CborContentException("a hash of another length");
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
        return Core.Currency.TryFind(code, out var currency) ? currency : throw new CborContentException($"'{code}' is no currency");
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
