using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>Walks the history of an account from its head back to its opening, with the sums after each entry.</summary>
/// <remarks>What it needs of the ledger it takes when it is made; from then on it only reads entries, which never change,
/// on any thread.</remarks>
public sealed class AccountWalk
{
    private readonly IEntryReader _entries;
    private readonly ulong _account;
    private ulong _next;
    private ulong _ordinal;
    private Balances _balances;
    private bool _ended;

    /// <summary>Starts at an account as it stood at some moment; its entries up to then must be readable.</summary>
    public AccountWalk(IEntryReader entries, in Account account)
    {
        (_entries, _account) = (entries, account.Opened);
        (_next, _ordinal, _balances) = (account.Head, account.Ordinal, account.Balances);
    }

    /// <summary>Goes one entry back.</summary>
    /// <param name="line">The entry, and the account's sums after it.</param>
    /// <returns>Whether there was one; the opening is the last.</returns>
    public bool MoveBack(out StatementLine line)
    {
        line = default;
        if (_ended) return false;
        Invariant.Holds(_entries.TryRead(_next, out var entry));
        Invariant.Holds(AccountStep.TryRead(entry, _account, out var step));
        Invariant.Holds(step.Index == _next && step.Ordinal == _ordinal);
        line = new StatementLine(step, _balances);
        if (step.Ordinal == 0)
        {
            Invariant.Holds(_balances == default);
            _ended = true;
            return true;
        }

        Invariant.Holds(step.Movement.TryUndo(_balances, out _balances));
        (_next, _ordinal) = (step.Previous, _ordinal - 1);
        return true;
    }
}
