using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>What the transfers of one chain changed, so that a chain that fails leaves nothing behind.</summary>
internal sealed class UndoLog(LedgerTables tables)
{
    private readonly List<Step> _steps = [];

    /// <summary>The accounts and totals before a transfer.</summary>
    public void SaveAccounts(in TransferEffect effect, in AccountRecord debit, in AccountRecord credit, BookRecord book) =>
        _steps.Add(new Step(effect.Debit, effect.Credit, debit, credit, book, book.Totals));

    /// <summary>The entry of the hold that the transfer opened.</summary>
    public void SaveOpened(ulong entry) => _steps[^1].OpenedHold = entry;

    /// <summary>The hold before the transfer took from it.</summary>
    public void SaveHold(in HoldRecord hold) => _steps[^1].HoldBefore = hold;

    /// <summary>Puts everything back, the last first.</summary>
    public void Restore()
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            var step = _steps[i];
            tables.Accounts[step.Debit] = step.DebitBefore;
            tables.Accounts[step.Credit] = step.CreditBefore;
            step.Book.Totals = step.TotalsBefore;
            if (step.HoldBefore is { } hold) Restore(hold);
            if (step.OpenedHold is { } opened && tables.Holds.TryFind(opened, out var slot)) tables.Holds.Remove(slot);
        }

        _steps.Clear();
    }

    /// <summary>Keeps everything as it is now.</summary>
    public void Keep() => _steps.Clear();

    private void Restore(in HoldRecord before)
    {
        if (tables.Holds.TryFind(before.Entry, out var slot)) tables.Holds[slot].Rest = before.Rest;
        else tables.Holds.Add(before.Entry, before.Debit, before.Credit, before.Rest, before.Due);
    }

    private sealed class Step(
        uint debit, uint credit, AccountRecord debitBefore, AccountRecord creditBefore, BookRecord book, Balances totals)
    {
        public readonly uint Debit = debit, Credit = credit;
        public readonly AccountRecord DebitBefore = debitBefore, CreditBefore = creditBefore;
        public readonly BookRecord Book = book;
        public readonly Balances TotalsBefore = totals;
        public ulong? OpenedHold;
        public HoldRecord? HoldBefore;
    }
}
