using System.Text;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Messages;

namespace Onus.Server.Messages;

/// <summary>Holds the statements of our accounts elsewhere (camt.053, camt.054) against the ledger: every difference becomes a case
/// with an owner, a liable party and a clock.</summary>
public sealed class StatementDesk
{
    private const int MostMovements = 100_000;

    private readonly CaseIntake _intake;

    /// <summary>A desk of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="settings">Which products govern what.</param>
    /// <param name="desk">The actor whose desk it is: it opens the cases, under the authority that the product names.</param>
    public StatementDesk(Node node, MessageSettings settings, ulong desk)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(settings);
        _intake = new CaseIntake(node, settings, new Counterparties(node, settings, desk));
    }

    /// <summary>Takes a file of statements of one institution.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">What is too large.</param>
    /// <returns>One answer for each statement: its results are the differences, each with its case.</returns>
    public async Task<IReadOnlyList<MessageAnswer>> TakeAsync(Stream file, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var reader = new MessageReader(file, limits);
        var entries = reader.ReadAll().Where(r => r.Accepted is StatementEntry).GroupBy(r => r.Message.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(r => (StatementEntry)r.Accepted!).ToList());
        if (reader.FileRefusal is { } refusal)
            throw new Refused(422, "the file cannot be read", $"{refusal.Rule.Code()} at line {refusal.Line}: {refusal.Detail}");
        var answers = new List<MessageAnswer>();
        foreach (var message in reader.Messages)
        {
            if (message.Refusals.Count > 0) answers.Add(Refuse(message, message.Refusals[0]));
            else answers.Add(await HoldAsync(message, entries.GetValueOrDefault(message.Ordinal) ?? []));
        }

        return answers;
    }

    private static MessageAnswer Refuse(MessageSummary message, MessageRefusal why) => new(
        message.Type?.Name ?? message.Namespace, message.Id ?? "", (int)message.Read, 0, (int)message.Read,
        [new Client.Contracts.TransactionResult(0, null, null, null, why.Rule.Code(), $"line {why.Line}, {why.Path}: {why.Detail}")], null);

    private async Task<MessageAnswer> HoldAsync(MessageSummary message, List<StatementEntry> entries)
    {
        if (entries.Count == 0) return new MessageAnswer(message.Type?.Name ?? "", message.Id ?? "", 0, 0, 0, [], null);
        var number = entries[0].Account.Iban?.ToString() ?? entries[0].Account.Other ?? "";
        if (!_intake.Settings.Nostros.TryGetValue(number, out var bic) || Bic.TryRead(bic, out var code) is not null)
            throw new Refused(422, "The account is not ours", $"statement {message.Id} is of an account that the settings do not name under 'nostros'");
        var bank = await _intake.People.InstitutionAsync(new IsoAgent { Bic = code });
        var lines = Onus.Messages.StatementLine.Of(entries).Select(Known).ToList();
        var rows = new List<Client.Contracts.TransactionResult>();
        var matched = 0;
        foreach (var currency in lines.Select(l => l.Amount.Currency).Distinct())
        {
            var ofCurrency = lines.Where(l => l.Amount.Currency == currency).ToList();
            var movements = await MovementsAsync(bank, currency, ofCurrency);
            foreach (var match in StatementMatcher.Match(ofCurrency, movements, _intake.Settings.WindowDays))
            {
                if (match.Kind is MatchKind.Matched or MatchKind.DayDiffers) matched++;
                else rows.Add(await BreakAsync(message, bank, match, rows.Count + 1));
            }
        }

        return new MessageAnswer(
            message.Type?.Name ?? message.Namespace, message.Id ?? "", matched + rows.Count, matched, rows.Count, rows, null);
    }

    /// <summary>The line with the token that the ledger has for its reference.</summary>
    private Onus.Messages.StatementLine Known(Onus.Messages.StatementLine line) => line.Reference is { } reference && _intake.People.FindToken("end to end", reference) is { } token
        ? line with { Reference = token.ToString() }
        : line;

    private async Task<IReadOnlyList<ExpectedMovement>> MovementsAsync(Counterparty bank, Currency currency, List<Onus.Messages.StatementLine> lines)
    {
        if (await _intake.People.AccountAsync(bank, "nostro", currency, mayGoNegative: true) is not { } nostro) return [];
        var days = lines.Where(l => l.Day is not null).Select(l => l.Day!.Value).ToList();
        if (days.Count == 0) return [];
        var (first, last) = (days.Min(), days.Max());
        var filter = new EntryFilter { Account = nostro.Opened, From = At(first), Until = At(last.AddDays(1)) };
        var found = new List<ExpectedMovement>();
        QueryCursor? cursor = null;
        do
        {
            var page = Answers.Durable(await _intake.Node.Engine.QueryAsync((queries, size) => queries.Entries(filter, cursor, 1_000, size)));
            foreach (var entry in page.Rows)
                foreach (var line in entry.Lines.Where(l => l.Account == nostro.Opened)) found.Add(Movement(entry, line, currency));
            cursor = page.Next;
        }
        while (cursor is not null && found.Count < MostMovements);
        return found;
    }

    // What the bank owes us grows by a debit here, and shows as a credit on its statement.
    private static ExpectedMovement Movement(LedgerEntry entry, in PostedLine line, Currency currency) => new(
        entry.Index, new Money(currency, line.Amount), line.Side == Side.Debit ? EntrySide.Credit : EntrySide.Debit,
        DateOnly.FromDateTime(entry.Time.ToDateTimeOffset().UtcDateTime),
        entry.Transfer is { } transfer && !transfer.Reference.IsNone ? transfer.Reference.ToString() : null);

    private async Task<Client.Contracts.TransactionResult> BreakAsync(
        MessageSummary message, Counterparty bank, StatementMatch match, int place)
    {
        var (difference, bankHasMore) = Differ(match);
        var what = match.Kind switch
        {
            MatchKind.AmountDiffers => $"the statement says {match.Line!.Amount}, entry {match.Movement!.Key} says {match.Movement.Amount}",
            MatchKind.OnlyInStatement => $"the ledger has nothing like {match.Line!.Amount}",
            _ => $"the statement has nothing like {match.Movement!.Amount} of entry {match.Movement.Key}",
        };
        var endToEnd = match.Line?.Entry.Details.Count == 1 ? match.Line.Entry.Details[0].Ids.EndToEnd : null;
        if (await _intake.ProductAsync(_intake.Settings.Breaks, difference.Currency) is not var (use, product))
            return new(place, endToEnd, null, null, "no_product", $"{what}; no product governs differences in {difference.Currency} here");
        var says = new MessageSays { Amount = difference, Side = bankHasMore ? "bank-has-more" : "bank-has-less" };
        var facts = MessageFacts.Of(use, says, null, _intake.Settings.Rates, out var missing);
        if (missing is not null) return new(place, endToEnd, null, null, "fact_missing", missing);
        var parties = use.Parties.ToDictionary(p => p.Key, _ => bank, StringComparer.Ordinal);
        var id = DerivedIds.Of(
            message.Made?.Instant ?? DateTimeOffset.UnixEpoch, "difference", message.Id, match.Line?.Entry.Reference, match.Movement?.Key.ToString(),
            match.Kind.ToString(), place.ToString());
        var taken = await _intake.OpenAsync(id, _intake.People.Desk, use, product, parties, facts, Encoding.UTF8.GetBytes($"statement {message.Id}: {what}"));
        return new(place, endToEnd, taken.Case, null, taken.Rule ?? match.Kind.ToString(), taken.Detail is { } detail ? $"{what}; {detail}" : what);
    }

    private static (Money Difference, bool BankHasMore) Differ(StatementMatch match)
    {
        var theirs = match.Line is { } line ? Signed(line.Amount, line.Side) : 0;
        var ours = match.Movement is { } movement ? Signed(movement.Amount, movement.Side) : 0;
        var difference = theirs - ours;
        var currency = (match.Line?.Amount ?? match.Movement!.Amount).Currency;
        return (new Money(currency, (UInt128)Int128.Abs(difference)), difference > 0);
    }

    private static Int128 Signed(Money amount, EntrySide side) => side == EntrySide.Credit ? (Int128)amount.Minor : -(Int128)amount.Minor;

    private static LogTime At(DateOnly day) => LogTime.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
