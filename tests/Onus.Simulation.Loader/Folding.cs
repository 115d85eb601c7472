using System.Globalization;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;

/// <summary>Makes the state from the entries of a log alone, and prints what this process is and what it came to: vector
/// width, culture and offset from UTC, then the state root and the SHA-256 of the state.</summary>
internal static class Folding
{
    public static int Print(string folder)
    {
        using var log = LogOpener.OpenToRead(new DirectoryDevice(folder));
        var entries = new LogEntries(log.Reader);
        using var ledger = new LedgerState(new LedgerOptions(), entries, entries);
        var size = log.Reader.Head.Size;
        foreach (var entry in log.Reader.ReadEntries(0, size)) ledger.Apply(entry.Span);
        using var state = new MemoryStream();
        using var frozen = ledger.Freeze(size, withSnapshot: true);
        var root = frozen.Run(state);
        var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        var offset = TimeZoneInfo.Local.GetUtcOffset(DateTimeOffset.UnixEpoch).TotalMinutes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width} '{CultureInfo.CurrentCulture.Name}' {offset}"));
        Console.WriteLine($"{root.LedgerRoot} {Convert.ToHexStringLower(SHA256.HashData(state.ToArray()))}");
        return 0;
    }

    private sealed class LogEntries(LogReader log) : IEntryReader, IOlderIds
    {
        public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
        {
            entry = index < log.Head.Size ? log.ReadEntry(index) : default;
            return index < log.Head.Size;
        }

        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
