using System.Runtime.InteropServices;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>All cases in short, in memory, so that lists and sums are read beside the writer and not on its thread.</summary>
/// <remarks>It follows the durable log when somebody asks: the entries since then say which cases changed, and those alone are
/// read again. So whoever was answered sees what they did. A case takes about 200 bytes.</remarks>
internal sealed class CaseBoard(Node node, LogPages log) : IDisposable
{
    // A turn on the writer's thread stays short.
    private const int MostAtOnce = 500;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<CaseLine> _lines = [];
    private readonly Dictionary<ulong, uint> _numbers = [];
    private readonly SortedSet<(LogTime Due, uint Number)> _due = [];
    private readonly SortedDictionary<(string Product, string Cap, ulong Per), (ulong Case, int Cap)> _caps = [];
    private ulong _next;

    /// <summary>For each cap, and each actor that has one of its own, a case of it; within <see cref="ReadAsync"/>.</summary>
    public IEnumerable<KeyValuePair<(string Product, string Cap, ulong Per), (ulong Case, int Cap)>> Caps => _caps;

    /// <summary>Reads the cases as they are durable now; keep it short, others wait meanwhile.</summary>
    public async Task<T> ReadAsync<T>(Func<CaseBoard, T> read)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await FollowAsync().ConfigureAwait(false);
            return read(this);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A case; null where there is none.</summary>
    public Task<CaseLine?> FindAsync(ulong opened) => ReadAsync(board => board._numbers.TryGetValue(opened, out var number) ? board._lines[(int)number] : null);

    /// <summary>All cases in the order of opening; within <see cref="ReadAsync"/>.</summary>
    public ReadOnlySpan<CaseLine> Lines => CollectionsMarshal.AsSpan(_lines);

    /// <summary>The open cases in the order in which silence acts; within <see cref="ReadAsync"/>.</summary>
    /// <param name="after">The last one seen.</param>
    public IEnumerable<CaseLine> ByDue((LogTime Due, uint Number)? after)
    {
        var rest = after is { } seen ? _due.GetViewBetween(seen, (LogTime.Max, uint.MaxValue)) : _due;
        foreach (var key in rest)
            if (key != after) yield return _lines[(int)key.Number];
    }

    public void Dispose() => _turn.Dispose();

    private async Task FollowAsync()
    {
        // What was answered is durable, so it is before this size.
        var size = node.Engine.Log.Head.Size;
        if (size == _next) return;
        if (_next == 0) await FillAsync().ConfigureAwait(false);
        else await CatchUpAsync(size).ConfigureAwait(false);
        _next = size;
    }

    /// <summary>Takes in all cases that there are, some at a time; what changes meanwhile is after the size that was looked at
    /// before.</summary>
    private async Task FillAsync()
    {
        for (var isWhole = false; !isWhole;)
        {
            var from = (uint)_lines.Count;
            var lines = await node.ReadAsync((cases, _) => cases.CasesFrom(from).Take(MostAtOnce).Select(CaseLine.Of).ToArray()).ConfigureAwait(false);
            foreach (var line in lines) Put(line);
            isWhole = lines.Length < MostAtOnce;
        }
    }

    private async Task CatchUpAsync(ulong size)
    {
        var (changed, all) = Changed(size);
        if (all) changed.UnionWith(_lines.Where(line => line.IsOpen).Select(line => line.Opened));
        foreach (var some in changed.Order().Chunk(MostAtOnce))
        {
            var lines = await node.ReadAsync((cases, _) =>
            {
                var read = new List<CaseLine>();
                foreach (var opened in some)
                    if (cases.TryGetCase(opened, out var summary)) read.Add(CaseLine.Of(summary));
                return read;
            }).ConfigureAwait(false);
            foreach (var line in lines) Put(line);
        }
    }

    /// <summary>The cases that entries since then are about; and whether something set the clocks of all.</summary>
    private (HashSet<ulong> Changed, bool All) Changed(ulong size)
    {
        var (changed, all) = (new HashSet<ulong>(), false);
        foreach (var entry in node.Engine.Log.ReadEntries(_next, size))
        {
            var kind = EntryHeader.KindOf(entry.Span);
            all |= kind is EntryKind.Outage or EntryKind.CalendarUpdated;
            if (kind is not (>= EntryKind.Act and < EntryKind.Throttled) || kind == EntryKind.SealedPart) continue;
            var lineage = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage;
            if (lineage.Count > 0) changed.Add(lineage[^1].Subject);
        }

        return (changed, all);
    }

    private void Put(CaseLine line)
    {
        line = line with { Secrecy = SecrecyOf(line) };
        if (line.Number < _lines.Count)
        {
            if (_lines[(int)line.Number].Due is { } was) _due.Remove((was.At, line.Number));
            _lines[(int)line.Number] = line;
        }
        else
        {
            // Cases are taken in in the order of their opening: its own entry is after those of all before it.
            Invariant.Holds(line.Number == _lines.Count);
            _lines.Add(line);
            _numbers.Add(line.Opened, line.Number);
        }

        var caps = line.Product.Product.Caps;
        for (var cap = 0; cap < caps.Length; cap++)
            _caps[(line.Product.Product.Name, caps[cap].Name, caps[cap].Per is { } party ? line.Parties[party] : 0)] = (line.Opened, cap);
        if (line.Due is { } due) _due.Add((due.At, line.Number));
    }

    /// <summary>Whether the entry that brought the case where it is was confidential.</summary>
    private Secrecy? SecrecyOf(CaseLine line)
    {
        var product = line.Product.Product;
        if (!product.Steps.Any(Secrecy.Covers) || !log.TryRead(line.Head, out var entry)) return null;
        return CaseMoments.ReadAct(log, entry) is { Seal: not null } act ? Secrecy.Of(product, act.Firings) : null;
    }
}
