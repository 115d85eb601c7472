using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Tests.Journal;
using Onus.Log.Tree;
using Onus.Testing;

namespace Onus.Log.Tests.Simulation;

/// <summary>One life of a log on an honest device: random work, power cuts at any call, flushes that fail. After each restart
/// everything that was acknowledged must be there, and the rest wholly or not at all.</summary>
internal sealed class HonestSimulation
{
    private readonly Random _random;
    private readonly LogFixture _fixture;
    private readonly List<byte[]> _acknowledged = [];
    private readonly List<byte[][]> _inFlight = [];
    private readonly MemoryAnchor _anchor = new();
    private TransparencyLog? _log;
    private int _made;

    private HonestSimulation(int seed)
    {
        _random = new Random(seed);
        _fixture = new LogFixture(seed)
        {
            SegmentSize = 1024 << _random.Next(5),

            // The next segment is made ahead at once, or late, or never.
            Background = _random.Next(2) == 0 ? null : work => work(),
        };
        _fixture.Anchors.Add(_anchor);
    }

    /// <summary>Runs the life of that seed; throws when a promise is broken.</summary>
    public static void Run(int seed)
    {
        var life = new HonestSimulation(seed);
        life.Restart();
        var steps = life._random.Next(10, 40);
        for (var step = 0; step < steps; step++) life.Step();
        life.End();
    }

    private void Step()
    {
        var random = _random.Next(100);
        try
        {
            if (random < 8) _fixture.Device.CrashAfter(_random.Next(12));
            else if (random < 10) _fixture.Device.FailFlushAfter(_random.Next(2));
            else if (random < 14) Close();
            else if (random < 24) Read();
            else Append();
        }
        catch (SimulatedCrashException)
        {
            _fixture.Device.Restart();
            _log = null;
        }

        if (_log is null) Restart();
    }

    private void Append()
    {
        // Sometimes a second batch is staged while the first is being committed.
        var batches = Enumerable.Range(0, 1 + _random.Next(2)).Select(_ => Stage()).ToList();
        foreach (var batch in batches)
        {
            if (_log!.Commit(batch) != CommitOutcome.Committed)
            {
                _log.Dispose();
                _log = null;
                return;
            }

            _acknowledged.AddRange(_inFlight[0]);
            _inFlight.RemoveAt(0);
            _anchor.Note = _log.Head.Checkpoint;
            _log.Release(batch);
        }
    }

    private Batch Stage()
    {
        var count = _random.Next(20) == 0 ? _random.Next(1, 400) : _random.Next(1, 12);
        var entries = Enumerable.Range(0, count).Select(_ => LogFixture.Entry(_made++, _random.Next(8, 150))).ToArray();
        var batch = _log!.NewBatch();
        foreach (var entry in entries) batch.Add(entry);
        _inFlight.Add(entries);
        _log.Stage(batch);
        return batch;
    }

    private void Read()
    {
        var head = _log!.Head;
        Assert.Equal((ulong)_acknowledged.Count, head.Size);
        if (head.Size == 0) return;
        var index = (ulong)_random.NextInt64((long)head.Size);
        var entry = _log.Reader.ReadEntry(index);
        Assert.Equal(_acknowledged[(int)index], entry.ToArray());
        var proof = _log.Reader.Inclusion(index, head.Size);
        Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyInclusion(
            index, head.Size, MerkleHasher.HashLeaf(entry.Span), proof, _fixture.Verify(head.Checkpoint).Root));
    }

    private void Close()
    {
        _log!.Dispose();
        _log = null;
        if (_random.Next(2) == 0) _fixture.Device.Restart();
    }

    /// <summary>Opens the log, under further power cuts, and compares it with what was acknowledged.</summary>
    private void Restart()
    {
        while (_log is null)
        {
            try
            {
                if (_random.Next(4) == 0) _fixture.Device.CrashAfter(_random.Next(30));
                _log = _fixture.Open();
                _fixture.Device.CrashAfter(-1);
                Compare();
            }
            catch (SimulatedCrashException)
            {
                _fixture.Device.Restart();
                _log = null;
            }
        }

        _inFlight.Clear();
    }

    private void Compare()
    {
        // Of the batches that were never acknowledged, any number from the first on may be there; each of them whole.
        var size = (int)_log!.Head.Size;
        Assert.True(size >= _acknowledged.Count, $"{_acknowledged.Count} entries were acknowledged, {size} are there");
        while (_acknowledged.Count < size)
        {
            Assert.NotEmpty(_inFlight);
            _acknowledged.AddRange(_inFlight[0]);
            _inFlight.RemoveAt(0);
        }

        Assert.Equal(size, _acknowledged.Count);
        var at = 0;
        foreach (var entry in _log.Reader.ReadEntries(0, (ulong)size))
            if (!entry.Span.SequenceEqual(_acknowledged[at++])) Assert.Fail($"entry {at - 1} is another one than was acknowledged");
        Assert.Equal(LogFixture.RootOf(_acknowledged), _fixture.Verify(_log.Head.Checkpoint).Root);
        _anchor.Note = _log.Head.Checkpoint;
    }

    /// <summary>Every checkpoint that was ever signed is one of this history.</summary>
    private void End()
    {
        _fixture.Device.CrashAfter(-1);
        foreach (var (size, root) in _fixture.Signer.Roots) Assert.Equal(root, _log!.Reader.Root(size));
        _log!.Dispose();
        if (_random.Next(4) == 0) Assert.True(LogCheck.Run(_fixture.Device).IsSound);
    }
}
