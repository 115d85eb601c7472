using Onus.Ledger.Tables;

namespace Onus.Ledger.Roots;

/// <summary>Memory for the copies of buckets that change while a frozen view is read; on the ledger's thread.</summary>
/// <remarks>Kept from one view to the next, as much as the last one needed: fresh pages would be cleared by the system in the
/// way of a transfer, more slowly than the copies are made.</remarks>
internal sealed unsafe class BucketCopies : IDisposable
{
    private readonly List<NativeBlock> _slabs = [];
    private int _slab;
    private int _offset;

    /// <summary>The next free bytes; they stay until <see cref="Recycle"/>.</summary>
    public byte* Take(int size)
    {
        if (_offset + size > NativeBlock.HugePage) (_slab, _offset) = (_slab + 1, 0);
        if (_slab == _slabs.Count) _slabs.Add(new NativeBlock(NativeBlock.HugePage, huge: _slab > 0));
        var taken = _slabs[_slab].Pointer + _offset;
        _offset += size;
        return taken;
    }

    /// <summary>Takes all copies back; what none of them needed is released.</summary>
    public void Recycle()
    {
        var used = _offset == 0 ? _slab : _slab + 1;
        for (var i = used; i < _slabs.Count; i++) _slabs[i].Dispose();
        if (used < _slabs.Count) _slabs.RemoveRange(used, _slabs.Count - used);
        (_slab, _offset) = (0, 0);
    }

    public void Dispose()
    {
        foreach (var slab in _slabs) slab.Dispose();
        _slabs.Clear();
    }
}
