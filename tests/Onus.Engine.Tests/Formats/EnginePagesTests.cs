using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Formats;

namespace Onus.Engine.Tests.Formats;

/// <summary>The vectors of the engine's pages in docs/formats/ are what the code makes.</summary>
public sealed class EnginePagesTests
{
    private static readonly LogTime Noon = LogTime.FromUnixSeconds(1_800_000_000);

    [Fact]
    public void The_vector_of_the_throttled_page_is_what_the_code_makes()
    {
        var page = new FormatPage("throttled.md");
        var envelope = new EntryEnvelope(
            EntryKind.Throttled, 90, Noon.Plus(60 * LogTime.NanosecondsPerSecond), Id128.None, Id128.None, 0, []);
        var entry = new ThrottledEntry(envelope, 9, Noon, Noon.Plus(12 * LogTime.NanosecondsPerSecond), 1_200);
        page.Check("throttled", entry.ToBytes());
        Assert.True(ThrottledEntry.TryRead(page.Bytes("throttled"), out var read));
        Assert.Equal(entry.ToBytes(), read!.ToBytes());
    }

    [Fact]
    public void A_changed_summary_is_refused_or_read_as_what_it_says()
    {
        var bytes = new FormatPage("throttled.md").Bytes("throttled");
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                if (ThrottledEntry.TryRead(changed, out var read)) Assert.Equal(changed, read!.ToBytes());
            }

            Assert.False(ThrottledEntry.TryRead(bytes.AsMemory(0, at), out _));
        }
    }
}
