using System.Collections.Concurrent;
using Onus.Ledger;

namespace Onus.Server.Cases;

/// <summary>Reads entries of the durable log one by one, a page of them kept at a time, so that walks along a lineage do not read
/// each page again for each entry.</summary>
/// <remarks>Safe for many threads: pages never change, and which of them are kept decides nothing but time.</remarks>
internal sealed class LogPages(Node node) : IEntryReader
{
    private const ulong PageSize = 256;
    private const int MostPages = 1_024;

    private readonly ConcurrentDictionary<ulong, ReadOnlyMemory<byte>[]> _pages = new();

    /// <summary>How many entries are durable.</summary>
    public ulong Size => node.Engine.Log.Head.Size;

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        var number = index / PageSize;
        if (_pages.TryGetValue(number, out var page))
        {
            entry = page[index % PageSize];
            return true;
        }

        var size = Size;
        if (index >= size) return false;
        var first = number * PageSize;
        if (first + PageSize > size)
        {
            // The last page grows still: it is not kept.
            entry = node.Engine.Log.ReadEntry(index);
            return true;
        }

        page = [.. node.Engine.Log.ReadEntries(first, first + PageSize)];
        if (_pages.Count >= MostPages) _pages.Clear();
        _pages[number] = page;
        entry = page[index % PageSize];
        return true;
    }
}
