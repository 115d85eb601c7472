using System.Collections.Concurrent;
using Onus.Core;
using Onus.Ledger;

namespace Onus.Server;

/// <summary>What never changes about an account.</summary>
/// <param name="Opened">The entry that opened it.</param>
/// <param name="Party">Whose it is, or none.</param>
/// <param name="Unit">The unit of its book.</param>
/// <param name="Digits">The digits of the unit.</param>
internal readonly record struct AccountFact(ulong Opened, Id128 Party, string Unit, int Digits);

/// <summary>Knows accounts by their ids without asking the writer each time: what it keeps never changes.</summary>
internal sealed class AccountFacts(Node node)
{
    // Some 100 bytes each; past this many it begins anew.
    private const int MostKept = 1_000_000;

    private readonly ConcurrentDictionary<Id128, AccountFact> _facts = new();

    /// <summary>Whether an account is known already.</summary>
    public bool TryGet(Id128 account, out AccountFact fact) => _facts.TryGetValue(account, out fact);

    /// <summary>Asks for those that are not known yet; afterwards all that exist are.</summary>
    public async ValueTask LearnAsync(IReadOnlyCollection<Id128> accounts)
    {
        var unknown = accounts.Where(id => !id.IsNone && !_facts.ContainsKey(id)).Distinct().ToArray();
        if (unknown.Length == 0) return;
        if (_facts.Count > MostKept) _facts.Clear();
        var found = await node.ReadAsync((_, ledger) =>
        {
            var facts = new List<(Id128, AccountFact)>(unknown.Length);
            foreach (var id in unknown)
                if (Of(id, ledger) is { } fact) facts.Add((id, fact));
            return facts;
        }).ConfigureAwait(false);
        foreach (var (id, fact) in found) _facts[id] = fact;
    }

    /// <summary>An account.</summary>
    /// <exception cref="Refused">There is none of that name.</exception>
    public async ValueTask<AccountFact> FindAsync(Id128 account)
    {
        await LearnAsync([account]).ConfigureAwait(false);
        return TryGet(account, out var fact) ? fact : throw Refused.NotFound("no account has that name");
    }

    private static AccountFact? Of(Id128 id, LedgerState ledger) =>
        ledger.TryGetAccount(id, out var account) && ledger.TryGetBook(account.Book, out var book)
            ? new AccountFact(account.Opened, account.Party, book.Unit, book.Digits)
            : null;
}
