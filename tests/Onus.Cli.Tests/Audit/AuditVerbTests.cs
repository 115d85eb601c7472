using Onus.Engine.Auditing;
using Onus.Log.Notes;
using Onus.Log.Proofs;

namespace Onus.Cli.Tests.Audit;

public sealed class AuditVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-audit-").FullName;

    private string Bank => Path.Combine(_folder, "bank");

    private string KeyFile => Path.Combine(_folder, "auditor.key");

    [Fact]
    public async Task An_auditor_cosigns_what_holds_and_later_proofs_carry_it()
    {
        await FoundAsync();
        await DoneAsync("ledger", "root", Bank);
        await DoneAsync("audit", "keygen", "auditor.example", "-o", KeyFile);
        var audit = await DoneAsync("audit", Bank, "--key", KeyFile, "--vkey", Path.Combine(Bank, "log.vkey"));
        Assert.Contains("everything holds", audit.Output, StringComparison.Ordinal);
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "7.00");

        var file = Path.Combine(_folder, "mei.ledger-proof");
        foreach (var (verb, what) in new[] { ("prove-balance", "mei/wallet"), ("prove-statement", "mei/wallet"), ("prove-total", "main") })
        {
            await DoneAsync("ledger", verb, Bank, what, "--audited", "-o", file);
            Assert.True(LedgerProof.TryParse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out var proof, out var error), error);
            Assert.True(VerifierKey.TryParse((await File.ReadAllTextAsync(KeyFile + ".vkey", TestContext.Current.CancellationToken)).Trim(), out var key, out error), error);
            Assert.True(new VerifierSet(NoteVerifiers.Standard(key)!).Verify(proof.Checkpoint.Note).IsVerified);
        }

        await DoneAsync("audit", Bank, "--key", KeyFile);
    }

    [Fact]
    public async Task Every_refusal_says_what_to_do()
    {
        await FoundAsync();
        Assert.Contains("onus audit", (await RefusedAsync(ExitCode.BadInput, "ledger", "prove-balance", Bank, "mei/wallet", "--audited", "-o", KeyFile)).Error, StringComparison.Ordinal);
        Assert.Contains("keygen", (await RefusedAsync(ExitCode.BadInput, "audit", Bank, "--key", KeyFile)).Error, StringComparison.Ordinal);
        Assert.Contains("keygen", (await RefusedAsync(ExitCode.BadInput, "audit", Bank, "--key", Path.Combine(Bank, "log.key"))).Error, StringComparison.Ordinal);
        await RefusedAsync(ExitCode.BadInput, "audit", Bank, "-o", KeyFile);
        await DoneAsync("audit", "keygen", "auditor.example", "-o", KeyFile);
        await RefusedAsync(ExitCode.BadInput, "audit", "keygen", "auditor.example", "-o", KeyFile);
        await RefusedAsync(ExitCode.Refuted, "audit", Bank, "--vkey", KeyFile + ".vkey");
        await DoneAsync("audit", Bank, "--key", KeyFile);
        Assert.Contains("onus ledger root", (await RefusedAsync(ExitCode.BadInput, "ledger", "prove-balance", Bank, "mei/wallet", "--audited", "-o", Path.Combine(_folder, "x"))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_with_a_changed_byte_is_refuted_with_its_place_and_not_cosigned()
    {
        await FoundAsync();
        await DoneAsync("audit", "keygen", "auditor.example", "-o", KeyFile);
        var segment = Directory.GetFiles(Bank).First(file => char.IsAsciiDigit(Path.GetFileName(file)[0]));
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("CNY"u8)] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("audit", Bank, "--key", KeyFile);
        Assert.Equal(ExitCode.Refuted, run.ExitCode);
        Assert.Matches("damaged.*(entry|index) ?[0-9]", run.Error);
        Assert.False(File.Exists(Path.Combine(Bank, AuditedCheckpoint.Name)));
    }

    [Fact]
    public async Task Fsck_compares_what_is_derived_and_names_what_differs()
    {
        await FoundAsync();
        var sound = await DoneAsync("fsck", Bank);
        Assert.Contains("byte for byte", sound.Output, StringComparison.Ordinal);
        var snapshot = Directory.GetFiles(Bank, "snapshot-*").Order(StringComparer.Ordinal).Last();
        var bytes = await File.ReadAllBytesAsync(snapshot, TestContext.Current.CancellationToken);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes, TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("fsck", Bank);
        Assert.Equal(ExitCode.Refuted, run.ExitCode);
        Assert.Contains($"DIFFERS   {Path.GetFileName(snapshot)}", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task FoundAsync()
    {
        await DoneAsync("log", "init", Bank, "--origin", "example.com/bank");
        await DoneAsync("ledger", "open-book", Bank, "main", "--unit", "CNY");
        await DoneAsync("ledger", "open-account", Bank, "outside", "--book", "main", "--may-go-negative");
        await DoneAsync("ledger", "open-account", Bank, "mei/wallet", "--book", "main");
        await DoneAsync("ledger", "transfer", Bank, "outside", "mei/wallet", "500.00");
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
        Assert.True(exitCode == run.ExitCode, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error} {run.Output}");
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        return run;
    }
}
