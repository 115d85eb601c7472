using System.Globalization;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Testing;

namespace Onus.Log.Tests.Formats;

/// <summary>The vectors of segment.md and tile.md are what the code writes, and the code reads them.</summary>
public sealed class SegmentPageTests
{
    private readonly FormatPage _segment = new("segment.md");
    private readonly FormatPage _tile = new("tile.md");

    [Fact]
    public void The_segment_of_the_page_is_what_a_log_writes_and_reads()
    {
        var device = Log("log.example/vector", ["one", "two"], ["three"]);
        var bytes = device.Content(SegmentHeader.NameOf(0));
        var header = SegmentHeader.TryRead(bytes, out _);
        Assert.Equal((0u, 0ul, Hash256.EmptyRoot), (header!.Number, header.FirstIndex, header.Root));
        Assert.False(bytes.AsSpan(160, SegmentHeader.Size - 160).ContainsAnyExcept((byte)0));
        _segment.Check("segment-header", bytes.AsSpan(0, 160));

        Assert.True(FrameHeader.TryRead(bytes.AsSpan(SegmentHeader.Size), out var first));
        Assert.True(FrameHeader.TryRead(bytes.AsSpan((int)first.EndOffset), out var second));
        Assert.Equal(bytes.Length, second.EndOffset);
        _segment.Check("first-frame", bytes.AsSpan((int)first.Offset, first.Length));
        _segment.Check("second-frame", bytes.AsSpan((int)second.Offset, second.Length));
    }

    [Fact]
    public void A_log_made_of_the_pages_bytes_alone_is_sound()
    {
        var header = new byte[SegmentHeader.Size];
        _segment.Bytes("segment-header").CopyTo(header, 0);
        byte[] bytes = [.. header, .. _segment.Bytes("first-frame"), .. _segment.Bytes("second-frame")];
        var device = new SimulatedDevice(1);
        using (var file = device.Create(SegmentHeader.NameOf(0))) file.Write(bytes, 0);
        var check = LogCheck.Run(device);
        Assert.Null(check.Damage);
        Assert.Equal((3ul, 2ul, 2ul), (check.Entries, check.Frames, check.Checkpoints));
    }

    [Fact]
    public void The_entries_of_the_page_read_back()
    {
        var record = RecordEntry.Of(7, LogTime.FromUnixSeconds(1), "hello"u8.ToArray());
        _segment.Check("record", record.ToBytes());
        Assert.True(RecordEntry.TryRead(_segment.Bytes("record"), out var read));
        Assert.Equal("hello"u8.ToArray(), read!.Content.ToArray());

        var envelope = new EntryEnvelope(EntryKind.Restored, 2, LogTime.FromUnixSeconds(1), Id128.None, Id128.None, 0, []);
        _segment.Check("restored", new RestoredEntry(envelope, "log.example/vector", 2, default, ["ops"]).ToBytes());
        Assert.True(RestoredEntry.TryRead(_segment.Bytes("restored"), out var restored));
        Assert.Equal(("log.example/vector", 2ul), (restored!.OldOrigin, restored.RestoredSize));
        Assert.Equal(["ops"], restored.AcceptedBy);
    }

    [Fact]
    public void The_tiles_of_the_page_are_what_a_log_serves()
    {
        var device = Log("log.example/tiles", [.. Enumerable.Range(0, 300).Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        using var log = LogOpener.OpenToRead(device);
        var tiles = new LogTiles(log.Reader);
        _tile.Check("tile-paths", string.Concat(Tiling.New(0, 300).Select(t => $"{t}\n")));
        _tile.Check("bundle-start", tiles.Read("tile/entries/001.p/44")!.Value.Span[..32]);
        _tile.Check("tile-start", tiles.Read("tile/0/001.p/44")!.Value.Span[..32]);
        _tile.Check("level-1", tiles.Read("tile/1/000.p/1")!.Value.Span);
    }

    private static SimulatedDevice Log(string origin, params string[][] batches)
    {
        var key = TestKeys.Log(origin);
        var device = new SimulatedDevice(1);
        LogOpener.Create(device, key.Key);
        using var log = LogOpener.Open(new LogOptions { Device = device, Signers = [key], Background = null }).Log!;
        foreach (var entries in batches)
        {
            var batch = log.NewBatch();
            foreach (var entry in entries) batch.Add(Encoding.UTF8.GetBytes(entry));
            Assert.Equal(CommitOutcome.Committed, log.Append(batch));
        }

        return device;
    }
}
