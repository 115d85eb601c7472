using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Log.Tests.Journal;
using Onus.Testing;

namespace Onus.Log.Tests.Simulation;

/// <summary>One life of a log on a device that confirms bytes and then loses, moves or changes them, once. Whatever the log
/// hands out is right; and when what is on the device is not what was confirmed, the log says where, and stops.</summary>
internal sealed class LyingSimulation
{
    private readonly Random _random;
    private readonly LogFixture _fixture;
    private readonly List<byte[]> _acknowledged = [];
    private readonly HashSet<string> _vanished = [];
    private readonly MemoryAnchor _anchor = new();
    private TransparencyLog? _log;

    private LyingSimulation(int seed)
    {
        _random = new Random(seed);
        _fixture = new LogFixture(seed)
        {
            SegmentSize = 1024 << _random.Next(6),

            // The next segment is made ahead at once, or late, or never.
            Background = _random.Next(2) == 0 ? null : work => work(),
        };
        _fixture.Anchors.Add(_anchor);
    }

    /// <summary>Runs the life of that seed; throws when a lie goes unnoticed or is blamed on another place.</summary>
    public static void Run(int seed)
    {
        var life = new LyingSimulation(seed);
        try
        {
            life.Live();
        }
        catch (LogDamagedException damage)
        {
            life.CheckPlace(damage);
        }
    }

    private void Live()
    {
        Open();
        for (var step = _random.Next(3, 20); step > 0; step--) Append();
        if (_random.Next(2) == 0)
        {
            // A lie of the moment, told while the log runs, and work on top of it.
            _fixture.Device.LieAboutNextWrite(NextLie());
            for (var step = _random.Next(1, 6); step > 0; step--) Append();
        }
        else
        {
            Damage();
        }

        // Much is found while the log runs; the rest must be found by opening it, reading it or checking it.
        for (var step = _random.Next(4); step > 0; step--) ReadOne();
        _log!.Dispose();
        _fixture.Device.Restart();
        var lost = Lost();
        Open();
        ReadAll();
        _log!.Dispose();
        var check = LogCheck.Run(_fixture.Device);
        if (check.Damage is not null) throw check.Damage;
        Assert.True(lost.Count == 0, $"nobody noticed that {string.Join(", ", lost)} is not what was confirmed");
    }

    private void Open()
    {
        var opening = _fixture.TryOpen();
        if (opening.Damage is not null) throw opening.Damage;
        Assert.True(opening.Log is not null, $"{opening.Outcome}: {opening.Detail}");
        _log = opening.Log;
        Assert.Equal((ulong)_acknowledged.Count, _log.Head.Size);
    }

    private void Append()
    {
        var count = _random.Next(10) == 0 ? _random.Next(1, 600) : _random.Next(1, 20);
        var entries = Enumerable.Range(_acknowledged.Count, count)
            .Select(i => LogFixture.Entry(i, _random.Next(8, 150))).ToList();
        Assert.Equal(CommitOutcome.Committed, LogFixture.Append(_log!, entries));
        _acknowledged.AddRange(entries);
        _anchor.Note = _log!.Head.Checkpoint;
    }

    private void ReadOne()
    {
        var index = _random.Next(_acknowledged.Count);
        Assert.Equal(_acknowledged[index], _log!.Reader.ReadEntry((ulong)index).ToArray());
    }

    private void ReadAll()
    {
        var at = 0;
        foreach (var entry in _log!.Reader.ReadEntries(0, _log.Head.Size))
            if (!entry.Span.SequenceEqual(_acknowledged[at++])) Assert.Fail($"entry {at - 1} was read wrong");
        Assert.Equal(LogFixture.RootOf(_acknowledged), _fixture.Verify(_log.Head.Checkpoint).Root);
    }

    private SimulatedLie NextLie()
    {
        var segments = _fixture.Segments;
        var target = segments[_random.Next(segments.Count)];
        var offset = _random.Next(_fixture.Device.Content(target).Length + 100);
        return _random.Next(3) switch
        {
            0 => new SimulatedLie(SimulatedLieKind.Lost, ".segment"),
            1 => new SimulatedLie(SimulatedLieKind.Misdirected, ".segment", offset),
            _ => new SimulatedLie(SimulatedLieKind.Misdirected, ".segment", offset, target),
        };
    }

    private void Damage()
    {
        var names = _random.Next(5) == 0
            ? [BundleIndexFile.Name, CheckpointFile.Name]
            : _fixture.Segments;
        var name = names[_random.Next(names.Count)];
        var other = names[_random.Next(names.Count)];
        var source = _fixture.Device.Content(other);
        var at = _random.Next(Math.Max(1, _fixture.Device.Content(name).Length));
        var from = _random.Next(Math.Max(1, source.Length));
        var length = 1 + _random.Next(600);
        switch (_random.Next(7))
        {
            case 0 or 1:
                var bit = (byte)(1 << _random.Next(8));
                Change(name, at, bytes => bytes[0] ^= bit);
                break;
            case 2:
                Change(name, at, bytes => bytes[..Math.Min(length, bytes.Length)].Clear());
                break;
            case 3:
                _fixture.Device.Corrupt(name, bytes => bytes[..Math.Min(at, bytes.Length)]);
                break;
            case 4:
                if (Written(name).Length > 0) _vanished.Add(name);
                _fixture.Device.Vanish(name);
                break;
            case 5:
                // Bytes of the log itself, in the wrong place.
                Change(name, at, bytes => source.AsSpan(from, Math.Min(Math.Min(length, source.Length - from), bytes.Length)).CopyTo(bytes));
                break;
            default:
                _fixture.Device.Corrupt(name, _ => source);
                break;
        }
    }

    private void Change(string name, int at, Action<Span<byte>> change) => _fixture.Device.Corrupt(name, bytes =>
    {
        if (at < bytes.Length) change(bytes.AsSpan(at));
        return bytes;
    });

    /// <summary>The segments that are not what an honest device would have, and where they first differ.</summary>
    private Dictionary<string, int> Damaged()
    {
        var damaged = _vanished.Where(name => SegmentHeader.IsName(name, out _)).ToDictionary(name => name, _ => 0);
        foreach (var name in _fixture.Segments)
        {
            var (now, truth) = (_fixture.Device.Content(name), _fixture.Device.Truth(name));
            var same = now.AsSpan().CommonPrefixLength(truth);
            if (same < now.Length || same < truth.Length) damaged[name] = same;
        }

        return damaged;
    }

    /// <summary>The segments that no longer hold what was written to them and confirmed.</summary>
    private List<string> Lost()
    {
        var segments = _fixture.Segments.Where(name => !_fixture.Device.Content(name).AsSpan().StartsWith(Written(name)));
        return [.. segments, .. _vanished.Where(name => SegmentHeader.IsName(name, out _))];
    }

    /// <summary>What an honest device would have, without the zeros of a file that was made ahead.</summary>
    private byte[] Written(string name) => _fixture.Device.Truth(name).AsSpan().TrimEnd((byte)0).ToArray();

    /// <summary>The place that is blamed must be one where the device differs from what it confirmed.</summary>
    private void CheckPlace(LogDamagedException damage)
    {
        if (damage.File is BundleIndexFile.Name) return;
        var damaged = Damaged();

        // A segment that is gone to its last byte leaves no trace: the log ends where the one before it ends.
        if (damage.Damage == LogDamage.Lost && !damaged.ContainsKey(damage.File)
            && damage.Offset == Written(damage.File).Length && damaged.ContainsValue(0)) return;
        Assert.True(damaged.ContainsKey(damage.File), $"blamed without reason: {damage.Message}; damaged: {string.Join(", ", damaged)}");
        if (_vanished.Contains(damage.File)) return;
        var (now, truth) = (_fixture.Device.Content(damage.File), _fixture.Device.Truth(damage.File));
        var end = truth.Length;
        if (damage.Offset == 0) end = SegmentHeader.Size;
        else if (FrameHeader.TryRead(truth.AsSpan(Math.Min((int)damage.Offset, truth.Length)), out var frame))
        {
            end = (int)frame.EndOffset;
            Assert.True(
                damage.Index >= frame.FirstIndex && damage.Index < frame.EndIndex,
                $"the place is of entries {frame.FirstIndex} to {frame.EndIndex - 1}: {damage.Message}; damaged: {string.Join(", ", damaged)}");
        }

        var from = Math.Min((int)damage.Offset, Math.Min(now.Length, truth.Length));
        var differs = now.Length < end || now.Length > truth.Length
            || !now.AsSpan(from, Math.Max(0, end - from)).SequenceEqual(truth.AsSpan(from, Math.Max(0, end - from)));
        Assert.True(differs, $"blamed is a place that is as it was written: {damage.Message}; damaged: {string.Join(", ", damaged)}");
    }
}
