using System.Runtime.InteropServices;

namespace Onus.Ledger.Tables;

/// <summary>A zeroed block of memory outside the garbage collector, aligned to a cache line.</summary>
/// <remarks>The tables are large and live as long as the ledger: the collector would only walk and move them. Pages that
/// are never touched cost nothing.</remarks>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int Alignment = 64;
    private void* _allocated;

    public NativeBlock(long size)
    {
        _allocated = NativeMemory.AllocZeroed(checked((nuint)size + Alignment));
        Pointer = (byte*)(((nuint)_allocated + Alignment - 1) & ~(nuint)(Alignment - 1));
        Size = size;
    }

    ~NativeBlock() => Free();

    public byte* Pointer { get; private set; }

    public long Size { get; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_allocated == null) return;
        NativeMemory.Free(_allocated);
        _allocated = null;
        Pointer = null;
    }
}
