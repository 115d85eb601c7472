using System.Collections.Concurrent;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Server.Cases;

namespace Onus.Server.Feeds;

/// <summary>What never changes about an account, by the entry that opened it: read from that entry, not from the writer.</summary>
internal sealed class OpenedAccounts(LogPages log)
{
    // Some 100 bytes each; past this many it begins anew.
    private const int MostKept = 100_000;

    private readonly ConcurrentDictionary<ulong, OpenedAccount> _accounts = new();

    /// <summary>The account that an entry opened.</summary>
    public OpenedAccount Of(ulong opened)
    {
        if (_accounts.TryGetValue(opened, out var known)) return known;
        if (_accounts.Count >= MostKept) _accounts.Clear();
        return _accounts[opened] = Read(opened);
    }

    // The accounts of liability are opened by the acts that need them, and belong to nobody's statement.
    private OpenedAccount Read(ulong opened)
    {
        Invariant.Holds(log.TryRead(opened, out var entry));
        if (!AccountOpened.TryRead(entry, out var account)) return new OpenedAccount(Id128.None, Id128.None, "", 0);
        Invariant.Holds(log.TryRead(account!.Book, out var bookEntry));
        Invariant.Holds(BookOpened.TryRead(bookEntry, out var book));
        return new OpenedAccount(account.Account, account.Party, book!.Unit, book.Digits);
    }
}

/// <summary>What never changes about an account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Party">Whose it is, or none.</param>
/// <param name="Unit">The unit of its book.</param>
/// <param name="Digits">The digits of the unit.</param>
internal readonly record struct OpenedAccount(Id128 Id, Id128 Party, string Unit, int Digits);
