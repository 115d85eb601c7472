using System.Diagnostics.CodeAnalysis;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>All cases, packed, in the order of their opening.</summary>
internal sealed class CaseBook(Func<ulong, Product> productOf)
{
    private readonly Dictionary<ulong, uint> _numbers = [];
    private readonly List<byte[]> _packed = [];
    private readonly Dictionary<Currency, UInt128> _openStake = [];
    private readonly CasePacker _packer = new();
    private readonly HashSet<uint> _changed = [];

    /// <summary>How many cases were ever opened: the number of the next one.</summary>
    public uint Count => (uint)_packed.Count;

    /// <summary>How many of them are open.</summary>
    public uint OpenCount { get; private set; }

    /// <summary>The sum of the stakes of all open cases in a currency.</summary>
    public UInt128 OpenStake(Currency currency) => _openStake.GetValueOrDefault(currency);

    /// <summary>The currencies in which a stake was ever open, by code.</summary>
    public IEnumerable<Currency> Currencies => _openStake.Keys.OrderBy(c => c.Code, StringComparer.Ordinal);

    public bool TryGet(ulong opened, [NotNullWhen(true)] out CaseRecord? record)
    {
        record = _numbers.TryGetValue(opened, out var number) ? this[number] : null;
        return record is not null;
    }

    /// <summary>A case by its number.</summary>
    public CaseRecord this[uint number]
    {
        get
        {
            var packed = _packed[(int)number];
            return CasePacker.Unpack(packed, productOf(CasePacker.Peek(packed).Product));
        }
    }

    /// <summary>A case as its bytes, by its number.</summary>
    public byte[] Packed(uint number) => _packed[(int)number];

    /// <summary>All cases as their bytes; the bytes never change, so that the view may be read while the cases go on.</summary>
    public byte[][] AllPacked() => [.. _packed];

    /// <summary>The cases that were put since this was last asked, in rising order.</summary>
    public uint[] TakeChanged()
    {
        uint[] changed = [.. _changed.Order()];
        _changed.Clear();
        return changed;
    }

    /// <summary>Keeps a case as it stands now.</summary>
    /// <param name="record">The case.</param>
    /// <param name="wasOpen">Whether it was open before; false for a new one.</param>
    public void Put(CaseRecord record, bool wasOpen)
    {
        var isOpen = record.ClosedAt is null;
        _changed.Add(record.Number);
        if (record.Number == Count)
        {
            _numbers.Add(record.Opened, record.Number);
            _packed.Add(_packer.Pack(record));
        }
        else
        {
            _packed[(int)record.Number] = _packer.Pack(record);
        }

        if (isOpen == wasOpen) return;
        OpenCount = isOpen ? OpenCount + 1 : OpenCount - 1;
        if (record.View.Product.Stake is not { } stake) return;
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _openStake, record.View.Product.Facts[stake].Currency, out _);
        sum = isOpen ? sum + record.View.Stake : sum - record.View.Stake;
    }
}
