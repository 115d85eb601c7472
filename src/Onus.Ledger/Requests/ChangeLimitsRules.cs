using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

internal sealed class ChangeLimitsRules(LedgerTables tables, AccountFold fold)
    : IRequestRules<ChangeLimits, ChangeLimitsOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.ChangeLimits;

    public CommandHead HeadOf(ChangeLimits command) => command.Head;

    public ChangeLimitsOutcome Check(ChangeLimits command) =>
        command.Account.IsNone ? ChangeLimitsOutcome.AccountMustNotBeZero : ChangeLimitsOutcome.Accepted;

    public ChangeLimitsOutcome Compare(ChangeLimits command, ReadOnlyMemory<byte> entry)
    {
        if (!LimitsChanged.TryRead(entry, out var change)) return ChangeLimitsOutcome.ExistsWithDifferentRequest;
        if (!tables.Accounts.IsOpenedBy(command.Account, change!.Envelope.Lineage[0].Subject))
            return ChangeLimitsOutcome.ExistsWithDifferentAccount;
        if (command.DebitLimit != change.DebitLimit) return ChangeLimitsOutcome.ExistsWithDifferentDebitLimit;
        return command.CreditLimit != change.CreditLimit
            ? ChangeLimitsOutcome.ExistsWithDifferentCreditLimit
            : ChangeLimitsOutcome.Exists;
    }

    public ChangeLimitsOutcome Decide(ChangeLimits command, LogTime time, out int place)
    {
        place = 0;
        var number = tables.Accounts.Find(command.Account);
        if (number == AccountTable.NotFound) return ChangeLimitsOutcome.AccountNotFound;
        return tables.Accounts[number].IsClosed ? ChangeLimitsOutcome.AccountClosed : ChangeLimitsOutcome.Accepted;
    }

    public byte[] ContentOf(ChangeLimits command) => CommandContent.Encode(command);

    public byte[] Accept(ChangeLimits command, EntryEnvelope front)
    {
        var lineage = tables.Accounts.NextLink(tables.Accounts.Find(command.Account));
        var entry = new LimitsChanged(
            front with { Kind = EntryKind.LimitsChanged, Lineage = [lineage] }, command.DebitLimit, command.CreditLimit);
        fold.Apply(entry);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }
}
