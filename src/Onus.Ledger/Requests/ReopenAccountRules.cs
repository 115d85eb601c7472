using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

internal sealed class ReopenAccountRules(LedgerTables tables, AccountFold fold)
    : IRequestRules<ReopenAccount, ReopenAccountOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.ReopenAccount;

    public CommandHead HeadOf(ReopenAccount command) => command.Head;

    public ReopenAccountOutcome Check(ReopenAccount command) =>
        command.Account.IsNone ? ReopenAccountOutcome.AccountMustNotBeZero : ReopenAccountOutcome.Accepted;

    public ReopenAccountOutcome Compare(ReopenAccount command, ReadOnlyMemory<byte> entry)
    {
        if (!AccountReopened.TryRead(entry, out var reopened)) return ReopenAccountOutcome.ExistsWithDifferentRequest;
        return tables.Accounts.IsOpenedBy(command.Account, reopened!.Envelope.Lineage[0].Subject)
            ? ReopenAccountOutcome.Exists
            : ReopenAccountOutcome.ExistsWithDifferentAccount;
    }

    public ReopenAccountOutcome Decide(ReopenAccount command, LogTime time, out int place)
    {
        place = 0;
        var number = tables.Accounts.Find(command.Account);
        if (number == AccountTable.NotFound) return ReopenAccountOutcome.AccountNotFound;
        return tables.Accounts[number].IsClosed ? ReopenAccountOutcome.Accepted : ReopenAccountOutcome.NotClosed;
    }

    public byte[] ContentOf(ReopenAccount command) => CommandContent.Encode(command);

    public byte[] Accept(ReopenAccount command, EntryEnvelope front)
    {
        var lineage = tables.Accounts.NextLink(tables.Accounts.Find(command.Account));
        var entry = new AccountReopened(front with { Kind = EntryKind.AccountReopened, Lineage = [lineage] });
        fold.Apply(entry);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }
}
