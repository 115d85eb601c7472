using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Log;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Cli.Cases;

/// <summary>A log that a verb of cases reads: opened beside a writer, up to its newest checkpoint, never changed.</summary>
internal sealed class CaseLog : IEntryReader, IDisposable
{
    private const ulong ChunkSize = 1_024;
    private const int MostChunks = 256;

    private readonly ReadOnlyLog _log;
    private readonly Dictionary<ulong, ReadOnlyMemory<byte>[]> _chunks = [];

    private CaseLog(ReadOnlyLog log)
    {
        _log = log;
        Size = log.Reader.Head.Size;
        Origin = SignedCheckpoint.Parse(log.Reader.Head.Checkpoint.Span).Checkpoint.Origin;
    }

    /// <summary>The log's origin.</summary>
    public string Origin { get; }

    /// <summary>How many entries it has.</summary>
    public ulong Size { get; }

    public static CaseLog Open(DirectoryInfo directory) => new(LogDirectory.OpenToRead(directory));

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON for other programs." };

    /// <summary>The state after that many entries; after all unless it is given.</summary>
    public LogFold FoldTo(ulong? entries)
    {
        if (entries > Size) throw new Refusal($"the log has only {Size} entries");
        var fold = new LogFold(this, Size);
        fold.MoveTo(entries ?? Size);
        return fold;
    }

    /// <inheritdoc/>
    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        if (index >= Size) return false;
        var first = index - index % ChunkSize;
        if (!_chunks.TryGetValue(first, out var chunk))
        {
            if (_chunks.Count == MostChunks) _chunks.Clear();
            _chunks.Add(first, chunk = [.. _log.Reader.ReadEntries(first, Math.Min(first + ChunkSize, Size))]);
        }

        entry = chunk[index - first];
        return true;
    }

    public void Dispose() => _log.Dispose();
}
