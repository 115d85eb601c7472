using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

internal sealed class OpenBookRules(LedgerTables tables, AccountFold fold) : IRequestRules<OpenBook, OpenBookOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.OpenBook;

    public CommandHead HeadOf(OpenBook command) => command.Head;

    public OpenBookOutcome Check(OpenBook command)
    {
        if (command.Book.IsNone) return OpenBookOutcome.BookMustNotBeZero;
        if (!BookOpened.IsUnit(command.Unit)) return OpenBookOutcome.UnitMalformed;
        if (command.Digits > BookOpened.MaxDigits) return OpenBookOutcome.DigitsOutOfRange;
        return command.Purpose > BookPurpose.Liability ? OpenBookOutcome.PurposeUnknown : OpenBookOutcome.Accepted;
    }

    public OpenBookOutcome Compare(OpenBook command, ReadOnlyMemory<byte> entry)
    {
        if (!BookOpened.TryRead(entry, out var book)) return OpenBookOutcome.ExistsWithDifferentRequest;
        if (command.Book != book!.Book) return OpenBookOutcome.ExistsWithDifferentBook;
        if (command.Unit != book.Unit) return OpenBookOutcome.ExistsWithDifferentUnit;
        if (command.Digits != book.Digits) return OpenBookOutcome.ExistsWithDifferentDigits;
        return command.Purpose != book.Purpose ? OpenBookOutcome.ExistsWithDifferentPurpose : OpenBookOutcome.Exists;
    }

    public OpenBookOutcome Decide(OpenBook command, LogTime time, out int place)
    {
        place = 0;
        if (tables.Books.Find(command.Book) is not null) return OpenBookOutcome.BookExists;
        return tables.Books.Count == tables.Books.MaxBooks ? OpenBookOutcome.TooManyBooks : OpenBookOutcome.Accepted;
    }

    public byte[] ContentOf(OpenBook command) => CommandContent.Encode(command);

    public byte[] Accept(OpenBook command, EntryEnvelope front)
    {
        var entry = new BookOpened(
            front with { Kind = EntryKind.BookOpened }, command.Book, command.Unit, command.Digits, command.Purpose);
        fold.Apply(entry);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }
}
