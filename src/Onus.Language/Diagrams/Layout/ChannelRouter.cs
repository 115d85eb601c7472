using Onus.Core;

namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Routes the arrows through the channel between two rows: each goes down, sideways on a track of its own, and down
/// again; no two lie on each other, and the tracks are ordered so that few cross.
/// </summary>
internal sealed class ChannelRouter
{
    private const int ImproveRoundsMax = 20;

    private readonly List<Wire> _wires = [];

    /// <summary>A horizontal piece on a track, with the vertical pieces above and below it.</summary>
    private sealed class Wire(int segment, int part, int topX, int bottomX)
    {
        public int Segment { get; } = segment;

        public int Part { get; } = part;

        public int TopX { get; } = topX;

        public int BottomX { get; set; } = bottomX;

        public int Track { get; set; }

        public int Left => Math.Min(TopX, BottomX);

        public int Right => Math.Max(TopX, BottomX);
    }

    /// <summary>One horizontal piece of a routed arrow.</summary>
    internal readonly record struct Run(int Track, int FromX, int ToX);

    /// <summary>Gets the number of tracks and, for each arrow, its horizontal pieces from top to bottom.</summary>
    public static (int Tracks, IReadOnlyList<Run>[] Runs) Route(IReadOnlyList<(int TopX, int BottomX)> arrows)
    {
        var router = new ChannelRouter();
        for (var i = 0; i < arrows.Count; i++)
        {
            var (top, bottom) = arrows[i];
            if (top != bottom) router._wires.Add(new Wire(i, 0, top, bottom));
        }

        var order = router.Sort(arrows);
        Improve(order);
        var tracks = AssignTracks(order);
        var runs = new IReadOnlyList<Run>[arrows.Count];
        for (var i = 0; i < arrows.Count; i++)
        {
            runs[i] = [.. router._wires.Where(w => w.Segment == i).OrderBy(w => w.Part)
                .Select(w => new Run(w.Track, w.TopX, w.BottomX))];
        }

        return (tracks, runs);
    }

    private static bool Near(int x, int y) => Math.Abs(x - y) < Spacing.Lines;

    // The first must run above the second, else the vertical piece below it would lie on the one above the second.
    private static bool MustBeAbove(Wire first, Wire second) => first.Segment == second.Segment
        ? first.Part < second.Part
        : Near(first.TopX, second.BottomX);

    private static int CrossingsIfAbove(Wire first, Wire second)
    {
        var count = 0;
        if (second.TopX > first.Left && second.TopX < first.Right) count++;
        if (first.BottomX > second.Left && first.BottomX < second.Right) count++;
        return count;
    }

    // Takes one wire after another that nothing still has to run above; where two must each run above the other,
    // one of them is split in two.
    private List<Wire> Sort(IReadOnlyList<(int TopX, int BottomX)> arrows)
    {
        var waiting = new List<Wire>(_wires);
        var order = new List<Wire>();
        while (waiting.Count > 0)
        {
            var free = waiting.Where(w => waiting.TrueForAll(o => o == w || !MustBeAbove(o, w))).ToList();
            if (free.Count == 0)
            {
                Split(waiting, arrows);
                continue;
            }

            var next = free.MinBy(w => (waiting.Sum(o => o == w ? 0 : CrossingsIfAbove(w, o) - CrossingsIfAbove(o, w)),
                w.Left, w.Segment))!;
            waiting.Remove(next);
            order.Add(next);
        }

        return order;
    }

    private void Split(List<Wire> waiting, IReadOnlyList<(int TopX, int BottomX)> arrows)
    {
        // Every wire waits for another: going from each to one it waits for must come back to a wire of a circle.
        var wire = waiting[0];
        for (var i = 0; i < waiting.Count; i++) wire = waiting.Find(o => o != wire && MustBeAbove(o, wire))!;
        var between = FreeColumn((wire.Left + wire.Right) / 2, arrows);
        // Nothing is near the column between, so that neither half can be part of a circle again.
        Invariant.Holds(wire.Part == 0);
        var rest = new Wire(wire.Segment, 1, between, wire.BottomX);
        wire.BottomX = between;
        _wires.Add(rest);
        waiting.Add(rest);
    }

    private int FreeColumn(int wish, IReadOnlyList<(int TopX, int BottomX)> arrows)
    {
        for (var distance = 0; ; distance++)
        {
            if (IsFree(wish + distance)) return wish + distance;
            if (IsFree(wish - distance)) return wish - distance;
        }

        bool IsFree(int x) =>
            arrows.All(a => !Near(a.TopX, x) && !Near(a.BottomX, x))
            && _wires.TrueForAll(w => !Near(w.TopX, x) && !Near(w.BottomX, x));
    }

    private static void Improve(List<Wire> order)
    {
        for (var round = 0; round < ImproveRoundsMax; round++)
        {
            var improved = false;
            for (var i = 0; i + 1 < order.Count; i++)
            {
                var (upper, lower) = (order[i], order[i + 1]);
                if (MustBeAbove(upper, lower)) continue;
                if (CrossingsIfAbove(lower, upper) >= CrossingsIfAbove(upper, lower)) continue;
                (order[i], order[i + 1]) = (lower, upper);
                improved = true;
            }

            if (!improved) return;
        }
    }

    private static int AssignTracks(List<Wire> order)
    {
        var tracks = 0;
        for (var i = 0; i < order.Count; i++)
        {
            var wire = order[i];
            wire.Track = 0;
            for (var j = 0; j < i; j++)
            {
                var other = order[j];
                var apart = other.Right + Spacing.Lines <= wire.Left || wire.Right + Spacing.Lines <= other.Left;
                if (apart && !MustBeAbove(other, wire)) continue;
                wire.Track = Math.Max(wire.Track, other.Track + 1);
            }

            tracks = Math.Max(tracks, wire.Track + 1);
        }

        return tracks;
    }
}
