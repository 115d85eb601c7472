using System.Runtime.CompilerServices;
using Onus.Engine.Proving;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;

namespace Onus.Engine.Feed;

/// <summary>A durable entry with the balances that it left.</summary>
/// <param name="Index">The entry's index; the feed goes on after it.</param>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Accounts">The accounts whose money it moves or reserves, as they stood right after it, in the order in which
/// the entry names them; empty for an entry that moves and reserves nothing.</param>
public readonly record struct BalanceEvent(ulong Index, ReadOnlyMemory<byte> Entry, IReadOnlyList<Account> Accounts);

/// <summary>Follows the log with the balances after each entry, from any index.</summary>
/// <remarks>
/// An entry carries no balances, so each follower folds a ledger of its own: from the newest snapshot that is not later than
/// its first index, then entry by entry. That takes the memory of the accounts (about 200 bytes each) and of the ids of one
/// step, and on starting a fold over the entries since that snapshot, about a second for each million. What it
/// says is exact on catching up and afterwards, and does not hold the writer up.
/// </remarks>
internal static class BalanceFeed
{
    // Nobody asks this ledger for a command: its ids are let go of now and then.
    private const ulong IdsKept = 1 << 17;

    public static async IAsyncEnumerable<BalanceEvent> From(
        LogReader log, IStorageDevice device, HeadSignal signal, ulong from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var start = Math.Min(from, log.Head.Size);
        using var ledger = await Task.Run(() => PastLedger.Fold(log, device, start), cancellation).ConfigureAwait(false);
        await foreach (var item in ChangeFeed.From(log, signal, start, cancellation).ConfigureAwait(false))
        {
            EntryFold.Apply(ledger, item.Entry);
            if (ledger.IdCount - ledger.FirstIdInMemory > IdsKept) ledger.ReleaseIds(ledger.IdCount);
            if (item.Index >= from) yield return new BalanceEvent(item.Index, item.Entry, AccountsOf(ledger, item.Entry));
        }
    }

    private static Account[] AccountsOf(LedgerState ledger, ReadOnlyMemory<byte> entry)
    {
        if (LedgerEntry.Read(entry) is not { } moving) return [];
        return [.. moving.Lines.Select(line => line.Account).Distinct()
            .Select(opened => ledger.TryGetAccount(opened, out var account) ? account : default)];
    }
}
