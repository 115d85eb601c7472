using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

internal sealed class OpenAccountRules(LedgerTables tables, AccountFold fold)
    : IRequestRules<OpenAccount, OpenAccountOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.OpenAccount;

    public CommandHead HeadOf(OpenAccount command) => command.Head;

    public OpenAccountOutcome Check(OpenAccount command)
    {
        if (command.Account.IsNone) return OpenAccountOutcome.AccountMustNotBeZero;
        return command.Book.IsNone ? OpenAccountOutcome.BookMustNotBeZero : OpenAccountOutcome.Accepted;
    }

    public OpenAccountOutcome Compare(OpenAccount command, ReadOnlyMemory<byte> entry)
    {
        if (!AccountOpened.TryRead(entry, out var account)) return OpenAccountOutcome.ExistsWithDifferentRequest;
        if (command.Account != account!.Account) return OpenAccountOutcome.ExistsWithDifferentAccount;
        if (tables.Books.Find(command.Book)?.Opened != account.Book) return OpenAccountOutcome.ExistsWithDifferentBook;
        if (command.Party != account.Party) return OpenAccountOutcome.ExistsWithDifferentParty;
        if (command.Code != account.Code) return OpenAccountOutcome.ExistsWithDifferentCode;
        if (command.DebitLimit != account.DebitLimit) return OpenAccountOutcome.ExistsWithDifferentDebitLimit;
        if (command.CreditLimit != account.CreditLimit) return OpenAccountOutcome.ExistsWithDifferentCreditLimit;
        if (command.User128 != account.User128) return OpenAccountOutcome.ExistsWithDifferentUser128;
        if (command.User64 != account.User64) return OpenAccountOutcome.ExistsWithDifferentUser64;
        return command.User32 != account.User32 ? OpenAccountOutcome.ExistsWithDifferentUser32 : OpenAccountOutcome.Exists;
    }

    public OpenAccountOutcome Decide(OpenAccount command, LogTime time, out int place)
    {
        place = 0;
        if (tables.Books.Find(command.Book) is null) return OpenAccountOutcome.BookNotFound;
        if (tables.Accounts.Find(command.Account) != AccountTable.NotFound) return OpenAccountOutcome.AccountExists;
        return tables.Accounts.HasRoom ? OpenAccountOutcome.Accepted : OpenAccountOutcome.TooManyAccounts;
    }

    public byte[] ContentOf(OpenAccount command) => CommandContent.Encode(command);

    public byte[] Accept(OpenAccount command, EntryEnvelope front)
    {
        var entry = new AccountOpened(
            front with { Kind = EntryKind.AccountOpened }, command.Account, tables.Books.Find(command.Book)!.Opened,
            command.Party, command.Code, command.DebitLimit, command.CreditLimit,
            command.User128, command.User64, command.User32);
        fold.Apply(entry);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }
}
