using System.Runtime.CompilerServices;
using Onus.Log.Journal;

namespace Onus.Engine.Feed;

/// <summary>A durable entry, as whoever follows the log gets it.</summary>
/// <param name="Index">The entry's index; the feed goes on after it.</param>
/// <param name="Entry">The entry's bytes.</param>
public readonly record struct FeedItem(ulong Index, ReadOnlyMemory<byte> Entry);

/// <summary>Follows the log from any index: what is durable, in order, each entry once, for as long as somebody listens.</summary>
internal static class ChangeFeed
{
    // Entries are read in steps, so that a follower far behind holds nothing large.
    private const ulong Step = 4_096;

    public static async IAsyncEnumerable<FeedItem> From(
        LogReader log, HeadSignal signal, ulong index, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var grown = signal.Next;
            var size = log.Head.Size;
            if (index >= size)
            {
                await grown.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            var end = Math.Min(size, index + Step);
            foreach (var entry in log.ReadEntries(index, end)) yield return new FeedItem(index++, entry);
        }
    }
}
