using System.Text.RegularExpressions;
using Onus.Core.Formats;
using Onus.Log.Proofs;

namespace Onus.Cli.Tests.Ledger;

public sealed partial class LedgerVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-cli-").FullName;

    private string Bank => Path.Combine(_folder, "bank");

    [Fact]
    public async Task The_readmes_five_minutes_come_true()
    {
        await FoundAsync();
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "500.00");
        var balance = await DoneAsync("ledger", "balance", Bank, "mei/wallet");
        Assert.Contains("CNY 500.00", balance.Output, StringComparison.Ordinal);

        var file = Path.Combine(_folder, "mei.ledger-proof");
        await DoneAsync("ledger", "prove-statement", Bank, "mei/wallet", "-o", file);
        Assert.True(LedgerProof.TryParse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out var proof, out var error), error);
        Assert.Equal((null, StateProofOutcome.Proven), (proof.FirstNotInLog(), proof.VerifyState()));
        Assert.Equal(2, proof.Statement!.Entries.Count);
    }

    [Fact]
    public async Task A_transfer_that_is_repeated_by_its_id_happens_once()
    {
        await FoundAsync();
        var first = await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "5.00");
        var id = Uuid().Match(first.Output).Value;
        var again = await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "5.00", "--id", id);
        Assert.StartsWith("known already", again.Output, StringComparison.Ordinal);
        Assert.Contains("CNY 5.00", (await DoneAsync("ledger", "balance", Bank, "mei/wallet")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_is_captured_and_its_receipt_written()
    {
        await FoundAsync();
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "5.00");
        var hold = Uuid().Match((await DoneAsync("ledger", "hold", Bank, "mei/wallet", "outside", "3.00")).Output).Value;
        await DoneAsync("ledger", "capture", Bank, hold, "--amount", "200");
        Assert.Contains("CNY 3.00", (await DoneAsync("ledger", "balance", Bank, "mei/wallet")).Output, StringComparison.Ordinal);
        await DoneAsync("ledger", "receipt", Bank, hold, "-o", Path.Combine(_folder, "r.tlog-proof"), "--entry", Path.Combine(_folder, "r.entry"));
        Assert.True(File.Exists(Path.Combine(_folder, "r.entry")));
    }

    [Fact]
    public async Task Every_refusal_is_one_line_that_says_what_to_do()
    {
        Assert.Contains("'onus log init' makes a log", (await RefusedAsync(ExitCode.BadInput, "ledger", "balance", Bank, "x")).Error, StringComparison.Ordinal);
        await FoundAsync();
        await RefusedAsync(ExitCode.BadInput, "ledger", "balance", Bank, "nobody");
        await RefusedAsync(ExitCode.BadInput, "ledger", "transfer", Bank, "outside", "mei/wallet", "5.000");
        await RefusedAsync(ExitCode.BadInput, "ledger", "transfer", Bank, "outside", "mei/wallet", "5.00", "--id", "7");
        await RefusedAsync(ExitCode.BadInput, "ledger", "open-book", Bank, "other", "--unit", "points");
        await RefusedAsync(ExitCode.Refuted, "ledger", "open-book", Bank, "main", "--unit", "CNY");
        await RefusedAsync(ExitCode.Refuted, "ledger", "open-account", Bank, "mei/wallet", "--book", "main");
        var short_ = await RefusedAsync(ExitCode.Refuted, "ledger", "transfer", Bank, "mei/wallet", "outside", "5.00");
        Assert.Contains("ExceedsDebitLimit", short_.Error, StringComparison.Ordinal);
        await RefusedAsync(ExitCode.BadInput, "ledger", "prove-balance", Bank, "nobody", "-o", Path.Combine(_folder, "x"));
        Assert.False(File.Exists(Path.Combine(_folder, "x")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task FoundAsync()
    {
        await DoneAsync("log", "init", Bank, "--origin", "example.com/bank");
        await DoneAsync("ledger", "open-book", Bank, "main", "--unit", "CNY");
        await DoneAsync("ledger", "open-account", Bank, "outside", "--book", "main", "--may-go-negative");
        await DoneAsync("ledger", "open-account", Bank, "mei/wallet", "--book", "main");
    }

    private static async Task<CommandLine> DoneAsync(params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
        Assert.Equal("", run.Error);
        return run;
    }

    private static async Task<CommandLine> RefusedAsync(int exitCode, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        return run;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}")]
    private static partial Regex Uuid();
}
