using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Audit;

/// <summary>Makes the command that must have led to an entry, from the entry and the state before it.</summary>
internal sealed class CommandRebuilder(LedgerTables tables, EntryLookup entries)
{
    public TransferCommand Rebuild(in TransferEntry entry) => new()
    {
        Id = entry.Id,
        Trace = entry.Trace,
        Actor = entry.Actor,
        Act = entry.Act,
        Linked = entry.Linked,
        KeepRest = entry.KeepsRest,
        Term = entry.Term == TransferTerm.ReleasesRest ? TransferTerm.None : entry.Term,
        TermAmount = Transfers.TransferRules.IsCondition(entry.Term) ? entry.TermAmount : UInt128.Zero,
        Debit = IdOf(entry.Debit),
        Credit = IdOf(entry.Credit),
        Amount = entry.Act == TransferAct.Void || entry.Term == TransferTerm.Whole ? UInt128.Zero : entry.Requested,
        Code = entry.Code,
        Due = entry.Due,
        Target = entry.Hold is { } hold ? CommandOf(hold) : entry.Corrects is { } corrected ? CommandOf(corrected) : Id128.None,
        Effective = entry.Act == TransferAct.Import ? entry.Effective : default,
        Reference = entry.Reference,
        User128 = entry.User128,
        User64 = entry.User64,
        User32 = entry.User32,
    };

    public PostingsCommand Rebuild(PostingsEntry entry) => new(HeadOf(entry.Envelope), Lines(entry.Lines))
    {
        Conditions = Lines(entry.Conditions),
        Code = entry.Code,
        Corrects = entry.Corrects is { } corrected ? CommandOf(corrected) : Id128.None,
        Effective = entry.Effective.GetValueOrDefault(),
        Reference = entry.Reference,
        User128 = entry.User128,
        User64 = entry.User64,
        User32 = entry.User32,
    };

    public static OpenBook Rebuild(BookOpened entry) =>
        new(HeadOf(entry.Envelope), entry.Book, entry.Unit, entry.Digits, entry.Purpose);

    public OpenAccount Rebuild(AccountOpened entry) =>
        new(HeadOf(entry.Envelope), entry.Account, tables.Books.FindOpenedBy(entry.Book)?.Id ?? Id128.None)
        {
            Party = entry.Party,
            Code = entry.Code,
            DebitLimit = entry.DebitLimit,
            CreditLimit = entry.CreditLimit,
            User128 = entry.User128,
            User64 = entry.User64,
            User32 = entry.User32,
        };

    public ChangeLimits Rebuild(LimitsChanged entry) =>
        new(HeadOf(entry.Envelope), IdOf(entry.Envelope.Lineage[0].Subject), entry.DebitLimit, entry.CreditLimit);

    public CloseAccount Rebuild(AccountClosed entry) =>
        new(HeadOf(entry.Envelope), IdOf(entry.Envelope.Lineage[0].Subject), entry.EmptyOnly);

    public ReopenAccount Rebuild(AccountReopened entry) =>
        new(HeadOf(entry.Envelope), IdOf(entry.Envelope.Lineage[0].Subject));

    private static CommandHead HeadOf(in EntryEnvelope envelope) => new(envelope.Command, envelope.Trace, envelope.Actor);

    private PostingsCommand.Line[] Lines(IReadOnlyList<PostedLine> lines) =>
        [.. lines.Select(line => new PostingsCommand.Line(IdOf(line.Account), line.Side, line.Amount))];

    private Id128 IdOf(ulong account)
    {
        var number = tables.Accounts.FindOpenedBy(account);
        return number == AccountTable.NotFound ? Id128.None : tables.Accounts[number].Id;
    }

    private Id128 CommandOf(ulong entry)
    {
        var bytes = entries.Read(entry);
        return TransferLayout.IsTransfer(bytes.Span)
            ? TransferLayout.ReadTrusted(bytes.Span).Id
            : EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes)).Command;
    }
}
