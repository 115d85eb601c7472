using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Proofs;
using Onus.Log.Tree;

namespace Onus.Engine.Regulators;

/// <summary>The regulators' own logs: each a projection of the main log with its own origin and key, and made from it whenever
/// it is missing, behind or damaged (DESIGN, "Dual write").</summary>
/// <remarks>
/// Only durable entries of the main log are read, so nothing is signed here before the main log has it. One thread advances,
/// beside the one that commits; any number read.
/// </remarks>
public sealed class RegulatorLogs : IDisposable
{
    private readonly LogReader _main;
    private readonly string _origin;
    private readonly RegulatorOptions _options;
    private readonly Projection _projection;

    // Replaced as a whole by the one thread that adds, so that readers need no lock.
    private ImmutableSortedDictionary<string, RegulatorLog> _logs = ImmutableSortedDictionary.Create<string, RegulatorLog>(StringComparer.Ordinal);
    private ulong _next;

    private RegulatorLogs(LogReader main, string origin, RegulatorOptions options)
    {
        (_main, _origin, _options) = (main, origin, options);
        _projection = new Projection(new LedgerEntries(main));
    }

    /// <summary>The regulators that have a log, in the order of their names.</summary>
    public IReadOnlyCollection<string> Regulators => [.. Logs.Keys];

    private ImmutableSortedDictionary<string, RegulatorLog> Logs => Volatile.Read(ref _logs);

    /// <summary>Opens all logs and brings them to where the main log is.</summary>
    /// <param name="main">The main log.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="threads">For each regulator, the main entries that its log is made of, in order: from the book of duties
    /// as it stands at the end of the log, or from <see cref="Scan"/>.</param>
    /// <param name="options">Where and under which keys.</param>
    /// <exception cref="InvariantViolation">A regulator's log and the main log contradict each other.</exception>
    public static RegulatorLogs Open(
        LogReader main, string origin, IReadOnlyDictionary<string, IReadOnlyList<ulong>> threads, RegulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(threads);
        ArgumentNullException.ThrowIfNull(options);
        var logs = new RegulatorLogs(main, origin, options) { _next = main.Head.Size };
        try
        {
            foreach (var (name, entries) in threads.OrderBy(t => t.Key, StringComparer.Ordinal)) logs.CatchUp(name, entries);
            return logs;
        }
        catch
        {
            logs.Dispose();
            throw;
        }
    }

    /// <summary>Finds by reading the whole main log which of its entries each regulator's log is made of.</summary>
    /// <exception cref="InvariantViolation">The places that the entries name are not one after the other.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<ulong>> Scan(LogReader main)
    {
        ArgumentNullException.ThrowIfNull(main);
        var threads = new Dictionary<string, List<ulong>>(StringComparer.Ordinal);
        ulong index = 0;
        foreach (var entry in main.ReadEntries(0, main.Head.Size))
        {
            foreach (var place in PlacesOf(entry))
            {
                if (!threads.TryGetValue(place.Regulator, out var thread)) threads.Add(place.Regulator, thread = []);
                Invariant.Holds(place.Index == (ulong)thread.Count);
                thread.Add(index);
            }

            index++;
        }

        return threads.ToDictionary(t => t.Key, t => (IReadOnlyList<ulong>)t.Value, StringComparer.Ordinal);
    }

    /// <summary>The log of a regulator; null where nothing was ever reported to it.</summary>
    public LogReader? Of(string regulator) => Logs.TryGetValue(regulator, out var log) ? log.Reader : null;

    /// <summary>Brings the logs to where the main log is now: one batch and one flush for each regulator that has news.</summary>
    /// <param name="decided">How many entries the logs have together as far as anything was decided: where they have them all,
    /// the main log need not be read. Null where that is not known.</param>
    public void Advance(Func<long>? decided = null)
    {
        // The end first: what was decided up to it is counted then.
        var end = _main.Head.Size;
        if (decided is not null && (ulong)decided() == TotalSize())
        {
            _next = end;
            return;
        }

        var news = new SortedDictionary<string, List<byte[]>>(StringComparer.Ordinal);
        foreach (var entry in _main.ReadEntries(_next, end))
        {
            foreach (var place in PlacesOf(entry))
            {
                var log = LogOf(place.Regulator);
                if (!news.TryGetValue(place.Regulator, out var entries)) news.Add(place.Regulator, entries = []);
                Invariant.Holds(place.Index == log.Size + (ulong)entries.Count);
                entries.Add(Make(log, entry, place));
            }
        }

        foreach (var (name, entries) in news) _logs[name].Append(entries);
        _next = end;
    }

    /// <summary>Proves that an entry of a regulator's log and the entry of the main log that it names are in both logs.</summary>
    public ReportProof Prove(string regulator, ulong index)
    {
        var log = Logs[regulator].Reader;
        Invariant.Holds(RegulatorEntry.TryRead(log.ReadEntry(index), out var entry));
        return ReportProof.Of(_main, entry!.MainIndex, log, index);
    }

    /// <summary>Closes the logs.</summary>
    public void Dispose()
    {
        foreach (var log in Logs.Values) log.Dispose();
        Volatile.Write(ref _logs, _logs.Clear());
    }

    private ulong TotalSize()
    {
        ulong total = 0;
        foreach (var log in Logs.Values) total += log.Size;
        return total;
    }

    private static IReadOnlyList<ReportPlace> PlacesOf(ReadOnlyMemory<byte> entry) =>
        ReportLink.TryReadPlaces(entry, out var places) ? places : [];

    private void CatchUp(string name, IReadOnlyList<ulong> thread)
    {
        var remembered = RegulatorLog.Remembered(ReportPlace.OriginOf(_origin, name), _options);
        var log = LogOf(name);
        var known = Math.Max(log.Size, remembered?.Size ?? 0);
        if (known > (ulong)thread.Count)
            Invariant.Broken($"regulator {name} was shown {known} entries, the main log accounts for {thread.Count}: the main log has lost some");
        Compare(name, log, thread);
        var missing = new List<byte[]>();
        for (var index = log.Size; index < (ulong)thread.Count; index++)
        {
            var (entry, place) = Find(name, thread, index);
            missing.Add(Make(log, entry, place));
        }

        if (remembered is not null && remembered.Size > log.Size && RootAt(remembered.Size, log, missing) != remembered.Root)
            Invariant.Broken($"regulator {name} was shown another history: its checkpoint of {remembered.Size} entries does not fit the main log");
        log.Append(missing);
    }

    private static Hash256 RootAt(ulong size, RegulatorLog log, List<byte[]> missing)
    {
        var tree = new MerkleTree();
        var entries = log.Reader.ReadEntries(0, log.Size).Concat(missing.Select(entry => (ReadOnlyMemory<byte>)entry));
        foreach (var entry in entries.Take((int)size)) tree.Append([MerkleHasher.HashLeaf(entry.Span)]);
        return tree.Root;
    }

    // The last entry vouches for the rest: its lineage and the log's root were checked when the log was opened.
    private void Compare(string name, RegulatorLog log, IReadOnlyList<ulong> thread)
    {
        if (log.Size == 0) return;
        var (entry, place) = Find(name, thread, log.Size - 1);
        if (ReportLink.Check(entry, log.Reader.ReadEntry(log.Size - 1), out var linked) != ReportLinkOutcome.Linked || linked != place)
            Invariant.Broken($"entry {log.Size - 1} of the log of regulator {name} is not what the main log says");
    }

    private (ReadOnlyMemory<byte> Entry, ReportPlace Place) Find(string name, IReadOnlyList<ulong> thread, ulong index)
    {
        var entry = _main.ReadEntry(thread[(int)index]);
        foreach (var place in PlacesOf(entry))
            if (place.Regulator == name && place.Index == index) return (entry, place);
        throw new InvariantViolation($"entry {thread[(int)index]} names no place {index} in the log of {name}");
    }

    private byte[] Make(RegulatorLog log, ReadOnlyMemory<byte> entry, in ReportPlace place)
    {
        var (record, header) = _projection.RecordOf(entry, place);
        return log.Make(place.Index, record, header, entry.Span);
    }

    private RegulatorLog LogOf(string name)
    {
        if (_logs.TryGetValue(name, out var log)) return log;
        log = RegulatorLog.Open(name, ReportPlace.OriginOf(_origin, name), _options);
        Volatile.Write(ref _logs, _logs.Add(name, log));
        return log;
    }
}
