using System.Runtime.CompilerServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Folds decided transfers into the tables; live and replayed entries alike.</summary>
internal sealed class TransferFold(LedgerTables tables)
{
    /// <summary>Set while a chain is decided: what to restore if it fails.</summary>
    public UndoLog? Undo { get; set; }

    public void Apply(in TransferEffect effect)
    {
        var accounts = tables.Accounts;
        accounts.Touch(effect.Debit);
        accounts.Touch(effect.Credit);
        ref var debit = ref accounts[effect.Debit];
        ref var credit = ref accounts[effect.Credit];
        var book = tables.Books[debit.Book];
        Undo?.SaveAccounts(effect, debit, credit, book);
        switch (effect.Act)
        {
            case TransferAct.Hold:
                Reserve(ref debit, ref credit, book, effect.Amount);
                tables.Holds.Add(effect.Entry, effect.Debit, effect.Credit, effect.Amount, effect.About);
                Undo?.SaveOpened(effect.Entry);
                break;
            case TransferAct.Capture:
                Release(ref debit, ref credit, book, effect.Amount + effect.Rest);
                Post(ref debit, ref credit, book, effect.Amount);
                Resolve(effect.Hold, effect.Amount + effect.Rest);
                break;
            case TransferAct.Void or TransferAct.Lapse:
                Release(ref debit, ref credit, book, effect.Amount);
                Resolve(effect.Hold, effect.Amount);
                break;
            default:
                Post(ref debit, ref credit, book, effect.Amount);
                break;
        }

        Thread(ref debit, effect.Entry);
        Thread(ref credit, effect.Entry);
        Invariant.Holds(book.IsConserved);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Post(ref AccountRecord debit, ref AccountRecord credit, BookRecord book, UInt128 amount)
    {
        debit.DebitsPosted += amount;
        credit.CreditsPosted += amount;
        book.DebitsPosted += amount;
        book.CreditsPosted += amount;
    }

    private static void Reserve(ref AccountRecord debit, ref AccountRecord credit, BookRecord book, UInt128 amount)
    {
        debit.DebitsPending += amount;
        credit.CreditsPending += amount;
        book.DebitsPending += amount;
        book.CreditsPending += amount;
    }

    private static void Release(ref AccountRecord debit, ref AccountRecord credit, BookRecord book, UInt128 amount)
    {
        debit.DebitsPending -= amount;
        credit.CreditsPending -= amount;
        book.DebitsPending -= amount;
        book.CreditsPending -= amount;
    }

    private void Resolve(uint slot, UInt128 taken)
    {
        ref var hold = ref tables.Holds[slot];
        Undo?.SaveHold(hold);
        hold.Rest -= taken;
        if (hold.Rest == UInt128.Zero) tables.Holds.Remove(slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Thread(ref AccountRecord account, ulong entry)
    {
        Invariant.Holds(account.Head < entry);
        account.Head = entry;
        account.Ordinal++;
    }
}
