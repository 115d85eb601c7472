using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger entries</c>: the entries that move or reserve money and pass all filters, newest first.</summary>
internal sealed class EntriesVerb
{
    private readonly Option<string?> _account = new("--account") { Description = "Entries of this account.", HelpName = "ACCOUNT" };
    private readonly Option<string?> _party = new("--party") { Description = "Entries of any account of this party.", HelpName = "PARTY" };
    private readonly Option<string?> _act = new("--act") { Description = "transfer, hold, capture, void, lapse, correction or import.", HelpName = "ACT" };
    private readonly Option<ushort?> _code = new("--code") { Description = "Entries with this code.", HelpName = "N" };
    private readonly Option<string?> _reference = new("--reference") { Description = "Entries with this reference.", HelpName = "REF" };
    private readonly Option<string?> _state = new("--state") { Description = "Holds that are open, captured, voided or lapsed now.", HelpName = "STATE" };
    private readonly Option<string?> _atLeast = new("--at-least") { Description = "Entries of at least this many minor units.", HelpName = "MINOR" };
    private readonly Option<string?> _atMost = new("--at-most") { Description = "Entries of at most this many minor units.", HelpName = "MINOR" };
    private readonly Option<string?> _from = new("--from") { Description = "Entries accepted at this time or later.", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Entries accepted before this time.", HelpName = "TIME" };
    private readonly Option<int> _limit = PagingOptions.Limit();
    private readonly Option<string?> _after = PagingOptions.After();

    public static Command Create()
    {
        var (directory, options) = (LedgerFolder.Argument(), new EntriesVerb());
        var verb = new Command("entries", "List entries that move or reserve money, newest first; everything that is named must hold.")
        {
            directory, options._account, options._party, options._act, options._code, options._reference, options._state,
            options._atLeast, options._atMost, options._from, options._until, options._limit, options._after,
        };
        verb.SetAction((parsed, cancellation) => options.RunAsync(parsed, parsed.GetRequiredValue(directory), cancellation));
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, DirectoryInfo directory, CancellationToken cancellation)
    {
        QueryCursor? cursor = null;
        if (parsed.GetValue(_after) is { } text && !QueryCursor.TryParse(text, out cursor))
            throw new Refusal($"--after {text} is no cursor: give what the page before printed last");
        var filter = Filter(parsed);
        using var folder = LedgerFolder.Open(parsed, directory);
        if (parsed.GetValue(_account) is { } name)
            filter = filter with { Account = (await LedgerAmount.FindAsync(folder, name, cancellation)).Account.Opened };
        var most = parsed.GetValue(_limit);
        var page = LedgerFolder.Unwrap(await folder.Engine.QueryAsync((queries, size) => queries.Entries(filter, cursor, most, size), cancellation: cancellation));
        var lines = LedgerFolder.Unwrap(await folder.Engine.ReadAsync(
            ledger => page.Rows.Select(entry => LedgerText.Describe(entry, ledger)).ToArray(), cancellation: cancellation));
        foreach (var line in lines) parsed.Output().WriteLine(line);
        if (page.Next is { } next) parsed.Output().WriteLine($"more: --after {next}");
        else if (lines.Length == 0) parsed.Output().WriteLine("no entry passes");
        return ExitCode.Done;
    }

    private EntryFilter Filter(ParseResult parsed) => new()
    {
        Party = parsed.GetValue(_party) is { } party ? LedgerFolder.IdOf(party) : null,
        Act = LedgerText.Name<TransferAct>(parsed.GetValue(_act), "--act"),
        Code = parsed.GetValue(_code),
        Reference = parsed.GetValue(_reference) is { } reference ? LedgerFolder.IdOf(reference) : null,
        State = LedgerText.Name<HoldState>(parsed.GetValue(_state), "--state"),
        AtLeast = Minor(parsed.GetValue(_atLeast), "--at-least"),
        AtMost = Minor(parsed.GetValue(_atMost), "--at-most"),
        From = LedgerText.Time(parsed.GetValue(_from), "--from"),
        Until = LedgerText.Time(parsed.GetValue(_until), "--until"),
    };

    private static UInt128? Minor(string? text, string option) => text is null ? null
        : Money.TryParseMinor(text, 0, out var minor) ? minor
        : throw new Refusal($"{option} {text} is no number of minor units");
}
