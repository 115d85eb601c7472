namespace Onus.Cli.Tests.Ledger;

public sealed class LedgerQueryVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-query-").FullName;

    private string Bank => Path.Combine(_folder, "bank");

    [Fact]
    public async Task A_history_shows_the_balance_after_each_entry_newest_first()
    {
        await FoundAsync();
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei", "500.00");
        await DoneAsync("ledger", "transfer", Bank, "mei", "shop", "38.50");
        var lines = Lines(await DoneAsync("ledger", "history", Bank, "mei"));
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("transfer -CNY 38.50  balance CNY 461.50", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("transfer +CNY 500.00  balance CNY 500.00", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("opened  balance CNY 0.00", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("2 older", Lines(await DoneAsync("ledger", "history", Bank, "mei", "--limit", "1"))[1], StringComparison.Ordinal);
        var time = lines[1].Split("  ")[1];
        Assert.Contains("CNY 500.00", (await DoneAsync("ledger", "balance", Bank, "mei", "--at", time)).Output, StringComparison.Ordinal);
        await RefusedAsync(ExitCode.BadInput, "ledger", "balance", Bank, "mei", "--at", "2020-01-01T00:00:00Z");
        await RefusedAsync(ExitCode.BadInput, "ledger", "balance", Bank, "mei", "--at", "yesterday");
    }

    [Fact]
    public async Task Pages_of_entries_and_accounts_show_each_row_once_and_predicates_combine()
    {
        await FoundAsync();
        for (var i = 1; i <= 5; i++) await DoneAsync("ledger", "transfer", Bank, "outside", i % 2 == 0 ? "mei" : "shop", $"{i}.00");
        var (seen, after) = (new List<string>(), Array.Empty<string>());
        do
        {
            var lines = Lines(await DoneAsync(["ledger", "entries", Bank, "--limit", "2", .. after]));
            seen.AddRange(lines.Where(line => line.StartsWith("entry ", StringComparison.Ordinal)));
            after = lines[^1].StartsWith("more: --after ", StringComparison.Ordinal) ? ["--after", lines[^1].Split(' ')[^1]] : [];
        }
        while (after.Length > 0);
        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Single(Lines(await DoneAsync("ledger", "entries", Bank, "--account", "mei", "--at-least", "300", "--act", "transfer")));
        Assert.Equal("no entry passes", Lines(await DoneAsync("ledger", "entries", Bank, "--account", "mei", "--state", "open"))[0]);
        Assert.Single(Lines(await DoneAsync("ledger", "accounts", Bank, "--party", "mei-herself", "--book", "main", "--code", "3")));
        Assert.Equal(3, Lines(await DoneAsync("ledger", "accounts", Bank, "--closed", "false")).Length);
        await RefusedAsync(ExitCode.BadInput, "ledger", "entries", Bank, "--act", "gift");
        await RefusedAsync(ExitCode.BadInput, "ledger", "entries", Bank, "--after", "x");
        await RefusedAsync(ExitCode.BadInput, "ledger", "accounts", Bank, "--after", "x");
        await RefusedAsync(ExitCode.BadInput, "ledger", "accounts", Bank, "--book", "other");
    }

    [Fact]
    public async Task A_file_of_transfers_is_run_whole_or_not_at_all_and_the_culprit_named()
    {
        await FoundAsync();
        var file = Path.Combine(_folder, "payday.txt");
        await File.WriteAllTextAsync(file, "# the payday\noutside mei 100.00\nmei shop 60.00\nmei shop 50.00\n", TestContext.Current.CancellationToken);
        Assert.Contains("line 4 is refused: ExceedsDebitLimit", (await RefusedAsync(ExitCode.Refuted, "ledger", "batch", Bank, file)).Error, StringComparison.Ordinal);
        Assert.Contains("CNY 0.00", (await DoneAsync("ledger", "balance", Bank, "mei")).Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "outside mei 100.00\nmei shop 60.00\n", TestContext.Current.CancellationToken);
        Assert.Contains("2 transfers", (await DoneAsync("ledger", "batch", Bank, file)).Output, StringComparison.Ordinal);
        Assert.Contains("CNY 40.00", (await DoneAsync("ledger", "balance", Bank, "mei")).Output, StringComparison.Ordinal);
        foreach (var (text, what) in new[] { ("outside mei\n", "FROM TO AMOUNT"), ("outside mei 1.000\n", "no amount"), ("outside nobody 1\n", "no account"), ("\n", "no transfer") })
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            Assert.Contains(what, (await RefusedAsync(ExitCode.BadInput, "ledger", "batch", Bank, file)).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Accounts_are_limited_closed_and_opened_again_and_postings_balance()
    {
        await FoundAsync();
        await DoneAsync("ledger", "post", Bank, "--debit", "outside=30.00", "--credit", "mei=10.00", "--credit", "shop=20.00");
        Assert.Contains("refused", (await RefusedAsync(ExitCode.Refuted, "ledger", "post", Bank, "--debit", "outside=30.00", "--credit", "mei=10.00")).Error, StringComparison.Ordinal);
        await RefusedAsync(ExitCode.BadInput, "ledger", "post", Bank, "--debit", "outside", "--credit", "mei=10.00");
        Assert.Contains("by CNY 5.00", (await DoneAsync("ledger", "limits", Bank, "mei", "--debit", "5.00")).Output, StringComparison.Ordinal);
        await DoneAsync("ledger", "transfer", Bank, "mei", "shop", "15.00");
        Assert.Contains("by CNY 5.00, credits debits by none", (await DoneAsync("ledger", "limits", Bank, "mei")).Output, StringComparison.Ordinal);
        await RefusedAsync(ExitCode.Refuted, "ledger", "close-account", Bank, "mei", "--if-empty");
        await DoneAsync("ledger", "close-account", Bank, "mei");
        await RefusedAsync(ExitCode.Refuted, "ledger", "transfer", Bank, "outside", "mei", "1.00");
        await DoneAsync("ledger", "reopen-account", Bank, "mei");
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei", "1.00");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task FoundAsync()
    {
        await DoneAsync("log", "init", Bank, "--origin", "example.com/bank");
        await DoneAsync("ledger", "open-book", Bank, "main", "--unit", "CNY");
        await DoneAsync("ledger", "open-account", Bank, "outside", "--book", "main", "--may-go-negative");
        await DoneAsync("ledger", "open-account", Bank, "mei", "--book", "main", "--party", "mei-herself", "--code", "3");
        await DoneAsync("ledger", "open-account", Bank, "shop", "--book", "main");
    }

    private static string[] Lines(CommandLine run) => run.Output.TrimEnd().Split('\n');

    private static async Task<CommandLine> DoneAsync(params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
        return run;
    }

    private static async Task<CommandLine> RefusedAsync(int exitCode, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error} {run.Output}");
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        return run;
    }
}
