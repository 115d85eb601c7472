using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Postings;

/// <summary>Folds many debits and credits of one entry into the tables.</summary>
internal sealed class PostingsFold(LedgerTables tables)
{
    /// <summary>Posts every line, each along its lineage link.</summary>
    public void Apply(IReadOnlyList<PostedLine> lines, IReadOnlyList<LineageLink> lineage, ulong entry)
    {
        Invariant.Holds(lines.Count == lineage.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            Invariant.Holds(lineage[i].Subject == lines[i].Account);
            Post(tables.Accounts.Advance(lineage[i], entry), lines[i]);
        }

        foreach (var line in lines) Invariant.Holds(BookOf(line).IsConserved);
    }

    private void Post(uint number, in PostedLine line)
    {
        ref var account = ref tables.Accounts[number];
        var book = tables.Books[account.Book];
        if (line.Side == Side.Debit)
        {
            account.DebitsPosted += line.Amount;
            book.DebitsPosted += line.Amount;
        }
        else
        {
            account.CreditsPosted += line.Amount;
            book.CreditsPosted += line.Amount;
        }
    }

    private BookRecord BookOf(in PostedLine line) =>
        tables.Books[tables.Accounts[tables.Accounts.FindOpenedBy(line.Account)].Book];
}
