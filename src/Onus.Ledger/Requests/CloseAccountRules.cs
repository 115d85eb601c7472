using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

internal sealed class CloseAccountRules(LedgerTables tables, AccountFold fold)
    : IRequestRules<CloseAccount, CloseAccountOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.CloseAccount;

    public CommandHead HeadOf(CloseAccount command) => command.Head;

    public CloseAccountOutcome Check(CloseAccount command) =>
        command.Account.IsNone ? CloseAccountOutcome.AccountMustNotBeZero : CloseAccountOutcome.Accepted;

    public CloseAccountOutcome Compare(CloseAccount command, ReadOnlyMemory<byte> entry)
    {
        if (!AccountClosed.TryRead(entry, out var closed)) return CloseAccountOutcome.ExistsWithDifferentRequest;
        if (!tables.Accounts.IsOpenedBy(command.Account, closed!.Envelope.Lineage[0].Subject))
            return CloseAccountOutcome.ExistsWithDifferentAccount;
        return command.EmptyOnly != closed.EmptyOnly
            ? CloseAccountOutcome.ExistsWithDifferentEmptyOnly
            : CloseAccountOutcome.Exists;
    }

    public CloseAccountOutcome Decide(CloseAccount command, LogTime time, out int place)
    {
        place = 0;
        var number = tables.Accounts.Find(command.Account);
        if (number == AccountTable.NotFound) return CloseAccountOutcome.AccountNotFound;
        ref var account = ref tables.Accounts[number];
        if (account.IsClosed) return CloseAccountOutcome.AlreadyClosed;
        var empty = account.DebitsPosted == account.CreditsPosted
            && account.DebitsPending == UInt128.Zero && account.CreditsPending == UInt128.Zero;
        return command.EmptyOnly && !empty ? CloseAccountOutcome.NotEmpty : CloseAccountOutcome.Accepted;
    }

    public byte[] ContentOf(CloseAccount command) => CommandContent.Encode(command);

    public byte[] Accept(CloseAccount command, EntryEnvelope front)
    {
        var lineage = tables.Accounts.NextLink(tables.Accounts.Find(command.Account));
        var entry = new AccountClosed(front with { Kind = EntryKind.AccountClosed, Lineage = [lineage] }, command.EmptyOnly);
        fold.Apply(entry);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }
}
