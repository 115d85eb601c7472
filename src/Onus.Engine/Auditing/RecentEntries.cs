using Onus.Ledger;
using Onus.Log.Journal;

namespace Onus.Engine.Auditing;

/// <summary>Reads entries back for an audit: the last ones from memory, since most of what an entry names is not far
/// behind; what is ahead from the log.</summary>
internal sealed class RecentEntries(LogReader log) : IEntryReader
{
    private const int Size = 1 << 18;

    private readonly ReadOnlyMemory<byte>[] _recent = new ReadOnlyMemory<byte>[Size];
    private ulong _next;

    /// <summary>Keeps the next entry of the log.</summary>
    public void Add(ReadOnlyMemory<byte> entry) => _recent[_next++ % Size] = entry;

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        if (index >= log.Head.Size) return false;
        entry = index < _next && _next - index <= Size ? _recent[index % Size] : log.ReadEntry(index);
        return true;
    }
}
