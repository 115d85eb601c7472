using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Keeping;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;

namespace Onus.Engine.Proving;

/// <summary>Makes the proofs that leave the house: a balance, a statement, a total, each with all that it rests on.</summary>
internal static class LedgerProver
{
    /// <summary>The proof of an account's balance under a written root.</summary>
    public static LedgerProof Balance(WrittenRoot root, ulong account, LogReader log, SignedCheckpoint? under = null) =>
        LedgerProof.Of(BalanceOf(root, account), log, under);

    /// <summary>The proof of a book's total under a written root.</summary>
    public static LedgerProof Total(WrittenRoot root, ulong book, LogReader log, SignedCheckpoint? under = null)
    {
        var proof = root.Root.ProveTotal(book, root.Entry);
        Invariant.Holds(proof is not null);
        return LedgerProof.Of(proof, log, under);
    }

    /// <summary>The proof of all entries of an account since its opening, or since an earlier balance proof.</summary>
    public static LedgerProof Statement(
        WrittenRoot root, ulong account, BalanceProof? since, LogReader log, SignedCheckpoint? under = null)
    {
        var closing = BalanceOf(root, account);
        var entries = new List<ReadOnlyMemory<byte>>();
        var (index, ordinal) = (closing.Leaf.Head, closing.Leaf.Ordinal);
        while (since is null || ordinal > since.Leaf.Ordinal)
        {
            var entry = log.ReadEntry(index);
            Invariant.Holds(AccountStep.TryRead(entry, account, out var step) && step.Ordinal == ordinal);
            entries.Add(entry);
            if (ordinal == 0) break;
            (index, ordinal) = (step.Previous, ordinal - 1);
        }

        entries.Reverse();
        return LedgerProof.Of(new StatementProof(since, closing, entries), log, under);
    }

    private static BalanceProof BalanceOf(WrittenRoot root, ulong account)
    {
        var proof = root.Root.ProveBalance(account, root.Entry);
        Invariant.Holds(proof is not null);
        return proof;
    }
}
