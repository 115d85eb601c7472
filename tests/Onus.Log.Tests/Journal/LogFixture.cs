using System.Text;
using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Log.Tests.Journal;

/// <summary>A log on a simulated device, with the means to look at it from outside.</summary>
internal sealed class LogFixture
{
    public const string Origin = "log.example/test";

    public SimulatedDevice Device { get; }

    public RecordingSigner Signer { get; } = new(TestKeys.Log(Origin));

    public List<IAnchor> Anchors { get; } = [];

    public long SegmentSize { get; init; } = 8 * 1024;

    public Action<Action>? Background { get; init; }

    public LogFixture(int seed = 1)
    {
        Device = new SimulatedDevice(seed);
        LogOpener.Create(Device, Signer.Key);
    }

    public LogOptions Options => new()
    {
        Device = Device,
        Signers = [Signer],
        Anchors = Anchors,
        SegmentSize = SegmentSize,
        Background = Background,
    };

    public LogOpening TryOpen() => LogOpener.Open(Options);

    public TransparencyLog Open()
    {
        var opening = TryOpen();
        Assert.True(opening.Log is not null, $"{opening.Outcome}: {opening.Detail}");
        return opening.Log;
    }

    public static byte[] Entry(int i, int size = 24)
    {
        var entry = new byte[Math.Max(size, 8)];
        Encoding.ASCII.GetBytes($"{i:D8}").CopyTo(entry, 0);
        for (var at = 8; at < entry.Length; at++) entry[at] = unchecked((byte)(i * 31 + at));
        return entry;
    }

    public static CommitOutcome Append(TransparencyLog log, IEnumerable<byte[]> entries)
    {
        var batch = log.NewBatch();
        foreach (var entry in entries) batch.Add(entry);
        var outcome = log.Append(batch);
        log.Release(batch);
        return outcome;
    }

    /// <summary>Appends <paramref name="batches"/> batches of <paramref name="size"/> numbered entries.</summary>
    public static void Append(TransparencyLog log, int batches, int size)
    {
        for (var i = 0; i < batches; i++)
        {
            var first = (int)log.Head.Size;
            Assert.Equal(CommitOutcome.Committed, Append(log, Enumerable.Range(first, size).Select(n => Entry(n))));
        }
    }

    public static Hash256 RootOf(IEnumerable<byte[]> entries)
    {
        var leaves = entries.Select(e => MerkleHasher.HashLeaf(e)).ToArray();
        return Mth(leaves);
    }

    /// <summary>RFC 6962 §2.1, word for word.</summary>
    private static Hash256 Mth(ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.IsEmpty) return Hash256.EmptyRoot;
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (2 * k < leaves.Length) k *= 2;
        return MerkleHasher.HashNode(Mth(leaves[..k]), Mth(leaves[k..]));
    }

    private VerifierSet? _keys;

    public Checkpoint Verify(ReadOnlyMemory<byte> note)
    {
        var signed = SignedCheckpoint.Parse(note.Span);
        _keys ??= new VerifierSet(NoteVerifiers.Standard(Signer.Key)!);
        Assert.True(_keys.Verify(signed.Note).IsVerified);
        return signed.Checkpoint;
    }

    public IReadOnlyList<string> Segments => [.. Device.List().Where(n => SegmentHeader.IsName(n, out _))];
}
