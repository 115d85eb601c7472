using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Model;

/// <summary>The judgement of postings of a new id.</summary>
internal static class ModelPostings
{
    public static PostingsOutcome Judge(ModelLedger ledger, PostingsCommand c, LogTime now)
    {
        if (c.Lines.Count < 2) return PostingsOutcome.TooFewLines;
        var all = c.Lines.Concat(c.Conditions).ToList();
        if (all.Any(line => line.Account.IsNone)) return PostingsOutcome.AccountMustNotBeZero;
        if (all.Any(line => line.Amount == 0)) return PostingsOutcome.AmountMustNotBeZero;
        if (c.Lines.GroupBy(line => line.Account).Any(g => g.Count() > 1)) return PostingsOutcome.AccountTwice;
        if (!c.Corrects.IsNone && !ledger.IsAccepted(c.Corrects)) return PostingsOutcome.CorrectedNotFound;
        if (!c.Corrects.IsNone && !ledger.HasPosted(c.Corrects)) return PostingsOutcome.CorrectedNotPosted;
        if (c.Effective > now) return PostingsOutcome.EffectiveAhead;
        if (all.Any(line => !ledger.Accounts.ContainsKey(line.Account))) return PostingsOutcome.AccountNotFound;
        if (c.Lines.Any(line => ledger.Accounts[line.Account].Closed)) return PostingsOutcome.AccountClosed;
        var books = c.Lines.GroupBy(line => ledger.Accounts[line.Account].Book).ToList();
        if (books.Any(lines => Sum(lines, Side.Debit) != Sum(lines, Side.Credit))) return PostingsOutcome.Unbalanced;
        if (c.Conditions.Any(line => There(ledger.Accounts[line.Account], line.Side) < line.Amount))
            return PostingsOutcome.ConditionNotMet;
        if (books.Any(lines => ModelLedger.Exceeds(ledger.TotalOf(lines.Key) + Sum(lines, Side.Debit))))
            return PostingsOutcome.BookOverflow;
        if (c.Effective != default) return PostingsOutcome.Accepted;
        if (c.Lines.Any(line => line.Side == Side.Debit && ledger.Accounts[line.Account] is var a
            && a.DebitLimit is { } most && line.Amount - a.Has > most)) return PostingsOutcome.ExceedsDebitLimit;
        return c.Lines.Any(line => line.Side == Side.Credit && ledger.Accounts[line.Account] is var a
            && a.CreditLimit is { } cap && line.Amount - a.Owes > cap)
            ? PostingsOutcome.ExceedsCreditLimit
            : PostingsOutcome.Accepted;
    }

    private static BigInteger Sum(IEnumerable<PostingsCommand.Line> lines, Side side) =>
        lines.Where(line => line.Side == side).Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount);

    private static BigInteger There(ModelAccount account, Side side) => side == Side.Debit ? account.Has : account.Owes;
}
