using System.Runtime.CompilerServices;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>The limits of an account against what comes next: posted and pending on one side may exceed what is posted on
/// the other by at most the limit. Pending money of the other side is not there yet and does not count.</summary>
/// <remarks>The amount must fit the account's book (<see cref="BookRecord.HasRoomFor"/>), so that no sum overflows.</remarks>
internal static class Limits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllowDebit(AccountTable accounts, uint number, in AccountRecord account, UInt128 amount)
    {
        if ((account.Flags & AccountFlags.DebitLimited) == 0) return true;
        var used = account.DebitsPosted + account.DebitsPending + amount;
        return used <= account.CreditsPosted
            || used - account.CreditsPosted <= accounts.DebitLimit(number).GetValueOrDefault();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllowCredit(AccountTable accounts, uint number, in AccountRecord account, UInt128 amount)
    {
        if ((account.Flags & AccountFlags.CreditLimited) == 0) return true;
        var used = account.CreditsPosted + account.CreditsPending + amount;
        return used <= account.DebitsPosted
            || used - account.DebitsPosted <= accounts.CreditLimit(number).GetValueOrDefault();
    }
}
