using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Cases.Replaying;

/// <summary>Names the first field in which two entries differ.</summary>
internal static class EntryDifference
{
    private static readonly string[] Front = ["kind", "index", "time", "command", "trace", "actor", "lineage", "body"];

    // The order of an act's body, see ActEntry.
    private static readonly string[] Act = ["case", "product", "opening", "seal", "content"];

    private static readonly string[] Content =
    [
        "trigger", "head seen", "decider", "was due", "request", "facts", "evidence", "firings", "legs", "moves", "used",
        "duties", "stops", "shadows", "due", "law due", "signature",
    ];

    /// <summary>Says where the entry of the log is other than the one that the state leads to.</summary>
    public static string Between(ReadOnlyMemory<byte> log, ReadOnlyMemory<byte> made)
    {
        if (!EntryEnvelope.IsCbor(log.Span) || !EntryEnvelope.IsCbor(made.Span)) return "it is of another layout";
        var path = new List<int>();
        if (!Differ(CborExtensions.NewReader(log), CborExtensions.NewReader(made), path)) return "it has other bytes";
        var isAct = EntryHeader.KindOf(log.Span) == EntryKind.Act && EntryHeader.KindOf(made.Span) == EntryKind.Act;
        return $"it differs in {Name(path, isAct)}";
    }

    /// <summary>Reads both side by side; at the first difference the path leads to it.</summary>
    private static bool Differ(CborReader left, CborReader right, List<int> path)
    {
        var state = left.PeekState();
        if (state != right.PeekState()) return true;
        if (state != CborReaderState.StartArray) return !left.ReadEncodedValue().Span.SequenceEqual(right.ReadEncodedValue().Span);
        var (count, other) = (left.ReadStartArray() ?? 0, right.ReadStartArray() ?? 0);
        for (var i = 0; i < Math.Min(count, other); i++)
        {
            path.Add(i);
            if (Differ(left, right, path)) return true;
            path.RemoveAt(path.Count - 1);
        }

        if (count != other) return true;
        left.ReadEndArray();
        right.ReadEndArray();
        return false;
    }

    private static string Name(List<int> path, bool isAct)
    {
        if (path.Count == 0) return "the number of its fields";
        if (path[0] != Front.Length - 1 || path.Count == 1) return Front[path[0]];
        var rest = 1;
        var name = "body";
        if (isAct && path[1] == 0) (name, rest) = ("lines", 2);
        else if (isAct && path.Count > 2) (name, rest) = ActName(path);
        return name + string.Concat(path.Skip(rest).Select(place => $"[{place}]"));
    }

    private static (string Name, int After) ActName(List<int> path) =>
        path[2] == Act.Length - 1 && path.Count > 3 ? (Content[path[3]], 4) : (Act[path[2]], 3);
}
