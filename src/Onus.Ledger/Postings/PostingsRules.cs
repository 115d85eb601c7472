using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Requests;
using Onus.Ledger.Tables;
using Onus.Ledger.Transfers;
using NumberedLine = Onus.Ledger.Postings.PostingsDecider.NumberedLine;

namespace Onus.Ledger.Postings;

internal sealed class PostingsRules(
    LedgerTables tables, PostingsDecider decider, PostingsFold fold, NamedEntries named)
    : IRequestRules<PostingsCommand, PostingsOutcome>
{
    public LedgerRequestKind Kind => LedgerRequestKind.Postings;

    public CommandHead HeadOf(PostingsCommand command) => command.Head;

    public PostingsOutcome Check(PostingsCommand command)
    {
        if (command.Lines.Count < 2) return PostingsOutcome.TooFewLines;
        if (command.Lines.Count > PostedLine.MaxPerEntry) return PostingsOutcome.TooManyLines;
        if (command.Conditions.Count > PostedLine.MaxConditions) return PostingsOutcome.TooManyConditions;
        var all = command.Lines.Concat(command.Conditions).ToList();
        if (all.Any(line => line.Side > Side.Credit)) return PostingsOutcome.SideUnknown;
        if (all.Any(line => line.Account.IsNone)) return PostingsOutcome.AccountMustNotBeZero;
        if (all.Any(line => line.Amount == UInt128.Zero)) return PostingsOutcome.AmountMustNotBeZero;
        var distinct = command.Lines.Select(line => line.Account).Distinct().Count();
        return distinct < command.Lines.Count ? PostingsOutcome.AccountTwice : PostingsOutcome.Accepted;
    }

    public PostingsOutcome Compare(PostingsCommand command, ReadOnlyMemory<byte> entry)
    {
        if (!PostingsEntry.TryRead(entry, out var posted)) return PostingsOutcome.ExistsWithDifferentRequest;
        if (!AreSame(command.Lines, posted!.Lines)) return PostingsOutcome.ExistsWithDifferentLines;
        if (!AreSame(command.Conditions, posted.Conditions)) return PostingsOutcome.ExistsWithDifferentConditions;
        if (command.Code != posted.Code) return PostingsOutcome.ExistsWithDifferentCode;
        if (FindCorrected(command) != posted.Corrects) return PostingsOutcome.ExistsWithDifferentCorrects;
        if (command.Effective != posted.Effective.GetValueOrDefault()) return PostingsOutcome.ExistsWithDifferentEffective;
        if (command.Reference != posted.Reference) return PostingsOutcome.ExistsWithDifferentReference;
        if (command.User128 != posted.User128) return PostingsOutcome.ExistsWithDifferentUser128;
        if (command.User64 != posted.User64) return PostingsOutcome.ExistsWithDifferentUser64;
        return command.User32 != posted.User32 ? PostingsOutcome.ExistsWithDifferentUser32 : PostingsOutcome.Exists;
    }

    public PostingsOutcome Decide(PostingsCommand command, LogTime time, out int place)
    {
        place = 0;
        if (!command.Corrects.IsNone)
        {
            var found = named.FindPosted(command.Corrects, out _);
            if (found == TransferOutcome.TargetNotFound) return PostingsOutcome.CorrectedNotFound;
            if (found != TransferOutcome.Accepted) return PostingsOutcome.CorrectedNotPosted;
        }

        if (command.Effective > time) return PostingsOutcome.EffectiveAhead;
        return decider.Decide(
            Number(command.Lines), Number(command.Conditions), limited: command.Effective == default, out place);
    }

    public byte[] ContentOf(PostingsCommand command) => CommandContent.Encode(command);

    public byte[] Accept(PostingsCommand command, EntryEnvelope front)
    {
        var lineage = command.Lines.Select(line => tables.Accounts.NextLink(tables.Accounts.Find(line.Account))).ToArray();
        var entry = new PostingsEntry(
            front with { Kind = EntryKind.Postings, Lineage = lineage }, Post(command.Lines), Post(command.Conditions),
            command.Code, FindCorrected(command), command.Effective == default ? null : command.Effective,
            command.Reference, command.User128, command.User64, command.User32);
        fold.Apply(entry.Lines, lineage, front.Index);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }

    private ulong? FindCorrected(PostingsCommand command) =>
        !command.Corrects.IsNone && named.FindPosted(command.Corrects, out var entry) == TransferOutcome.Accepted ? entry : null;

    private NumberedLine[] Number(IReadOnlyList<PostingsCommand.Line> lines) =>
        [.. lines.Select(line => new NumberedLine(tables.Accounts.Find(line.Account), line.Side, line.Amount))];

    private PostedLine[] Post(IReadOnlyList<PostingsCommand.Line> lines) =>
    [
        .. lines.Select(line => new PostedLine(
            tables.Accounts[tables.Accounts.Find(line.Account)].Opened, line.Side, line.Amount)),
    ];

    private bool AreSame(IReadOnlyList<PostingsCommand.Line> wanted, IReadOnlyList<PostedLine> posted) =>
        wanted.Count == posted.Count && wanted.Zip(posted).All(pair =>
            pair.First.Side == pair.Second.Side && pair.First.Amount == pair.Second.Amount
            && tables.Accounts.IsOpenedBy(pair.First.Account, pair.Second.Account));
}
