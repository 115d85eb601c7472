using System.Runtime.CompilerServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Cases;

namespace Onus.Server.Feeds;

/// <summary>Lets callers follow the log, each in what he may see.</summary>
/// <remarks>A follower is read at his own pace from what is durable, so that a slow one costs nothing but a connection. One with
/// balances folds a ledger of his own, hence there are few of those.</remarks>
internal sealed class NodeFeed(Node node, MoneyPowers powers, FeedFaces faces, OpenedAccounts accounts)
{
    private const int MostFollowers = 512, MostWithBalances = 4;

    // A right that is revoked ends here that much later.
    private static readonly TimeSpan RightsKept = TimeSpan.FromSeconds(1);

    private int _followers, _withBalances;

    /// <summary>How many entries are durable.</summary>
    public ulong Size => node.Engine.Log.Head.Size;

    /// <summary>Follows the log for the caller of a request.</summary>
    /// <param name="http">Whose.</param>
    /// <param name="from">The first entry that is wanted.</param>
    /// <param name="balances">Whether with balances.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Refused">Too many follow already.</exception>
    public async IAsyncEnumerable<FeedRow> FollowAsync(
        HttpContext http, ulong from, bool balances, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var most = balances ? MostWithBalances : MostFollowers;
        try
        {
            if ((balances ? Interlocked.Increment(ref _withBalances) : Interlocked.Increment(ref _followers)) > most)
                throw new Refused(503, "Too many follow", $"at most {most} follow at once; come again later") { RetryAfter = 5 };
            var (sight, own, asked) = await RightsAsync(http).ConfigureAwait(false);
            await foreach (var (index, entry, after) in EntriesAsync(from, balances, cancellation).ConfigureAwait(false))
            {
                if (node.Time.GetElapsedTime(asked) > RightsKept) (sight, own, asked) = await RightsAsync(http).ConfigureAwait(false);
                if (!EntryHeader.TryRead(entry.Span, out var header)) header = new EntryHeader(EntryKind.None, index, default);
                var (headline, @case) = await faces.OfAsync(sight, own, header, entry).ConfigureAwait(false);
                yield return new FeedRow(index, header.Time, header.Kind, headline, @case, BalancesOf(after, own));
            }
        }
        finally
        {
            if (balances) Interlocked.Decrement(ref _withBalances);
            else Interlocked.Decrement(ref _followers);
        }
    }

    private async Task<(Sight Sight, Id128? Own, long Asked)> RightsAsync(HttpContext http) =>
        (await Sight.OfAsync(http, node).ConfigureAwait(false), await powers.SightAsync(Caller.Of(http)).ConfigureAwait(false), node.Time.GetTimestamp());

    private async IAsyncEnumerable<(ulong Index, ReadOnlyMemory<byte> Entry, IReadOnlyList<Account> After)> EntriesAsync(
        ulong from, bool balances, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (balances)
        {
            await foreach (var item in node.Engine.FollowBalancesAsync(from, cancellation).ConfigureAwait(false))
                yield return (item.Index, item.Entry, item.Accounts);
            yield break;
        }

        await foreach (var item in node.Engine.FollowAsync(from, cancellation).ConfigureAwait(false)) yield return (item.Index, item.Entry, []);
    }

    private FeedBalance[] BalancesOf(IReadOnlyList<Account> after, Id128? own) => after.Count == 0 ? [] :
    [
        .. after.Where(account => own is null || account.Party == own)
            .Select(account => new FeedBalance(account.Id, account.Balances, accounts.Of(account.Opened).Digits)),
    ];
}
