using System.Runtime.InteropServices;

namespace Onus.Ledger.Tables;

/// <summary>A zeroed block of memory outside the garbage collector.</summary>
/// <remarks>The tables are large and live as long as the ledger: the collector would only walk and move them. Pages that are
/// never touched cost nothing. A block of a huge page or more asks the system for huge pages: accounts are touched at
/// random, and small pages would cost a miss of the address cache each time.</remarks>
internal sealed unsafe partial class NativeBlock : IDisposable
{
    /// <summary>The size of a huge page.</summary>
    public const int HugePage = 2 * 1024 * 1024;

    private const int CacheLine = 64, AdviseHugePages = 14;
    private void* _allocated;

    public NativeBlock(long size, bool huge = false)
    {
        var alignment = (nuint)(huge ? HugePage : CacheLine);
        _allocated = NativeMemory.AllocZeroed(checked((nuint)size + alignment));
        Pointer = (byte*)(((nuint)_allocated + alignment - 1) & ~(alignment - 1));
        Size = size;

        // Advice may be refused; the memory is the same.
        if (huge && OperatingSystem.IsLinux()) _ = Advise(Pointer, (nuint)size, AdviseHugePages);
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

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
