using System.Diagnostics;
using Onus.Engine;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Tests.Ledger;

/// <summary>A full disk, a read-only directory, a second process: one clear line each, and the log opens again. The first two
/// need a small file system of their own, which only root can mount.</summary>
public sealed class BadPlaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-place-").FullName;
    private bool _mounted;

    private string Bank => Path.Combine(_folder, "bank");

    [Fact]
    public async Task A_second_process_on_the_same_directory_is_told_so()
    {
        await FoundAsync();
        var text = (await File.ReadAllTextAsync(Path.Combine(Bank, "log.key"), TestContext.Current.CancellationToken)).Trim();
        using (var key = Ed25519Signer.ParsePrivateKey(text))
        {
            var opening = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = new DirectoryDevice(Bank), Signers = [key] } });
            using var engine = opening.Engine!;
            Assert.Contains("another process", (await RefusedAsync("ledger", "balance", Bank, "mei")).Error, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("ledger", "balance", Bank, "mei")).ExitCode);
    }

    [Fact]
    public async Task A_full_disk_stops_the_command_and_the_log_opens_again_with_all_that_was_acknowledged()
    {
        Mount();
        await FoundAsync();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllLinesAsync(file, Enumerable.Repeat("outside mei 0.01", 2_000), TestContext.Current.CancellationToken);
        var fill = Path.Combine(_folder, "fill");
        Fill(fill);
        var run = await CommandLine.RunAsync("ledger", "batch", Bank, file);
        File.Delete(file);
        Assert.Equal(ExitCode.Unavailable, run.ExitCode);
        Assert.Contains("onus: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        File.Delete(fill);
        var balance = await CommandLine.RunAsync("ledger", "balance", Bank, "mei");
        Assert.True(balance.ExitCode == ExitCode.Done, balance.Error);
        Assert.Matches("CNY (5|25)[.]00", balance.Output);
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("fsck", Bank)).ExitCode);
    }

    [Fact]
    public async Task A_read_only_directory_is_named_as_that_and_can_still_be_audited()
    {
        Mount();
        await FoundAsync();
        Assert.Equal(0, Run("mount", "-o", "remount,ro", _folder));
        Assert.Contains("Read-only", (await RefusedAsync("ledger", "transfer", Bank, "outside", "mei", "1.00")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("audit", Bank)).ExitCode);
        Assert.Equal(0, Run("mount", "-o", "remount,rw", _folder));
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("ledger", "transfer", Bank, "outside", "mei", "1.00")).ExitCode);
    }

    public void Dispose()
    {
        if (_mounted) Run("umount", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private void Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a file system");
        _mounted = Run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", _folder) == 0;
        Assert.SkipUnless(_mounted, "no file system can be mounted here");
    }

    private static void Fill(string path)
    {
        using var stream = File.Create(path);
        try
        {
            while (true)
            {
                stream.Write(new byte[4_096]);
                stream.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private async Task FoundAsync()
    {
        string[][] steps =
        [
            ["log", "init", Bank, "--origin", "example.com/bank"],
            ["ledger", "open-book", Bank, "main", "--unit", "CNY"],
            ["ledger", "open-account", Bank, "outside", "--book", "main", "--may-go-negative"],
            ["ledger", "open-account", Bank, "mei", "--book", "main"],
            ["ledger", "transfer", Bank, "outside", "mei", "5.00"],
        ];
        foreach (var step in steps) Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync(step)).ExitCode);
    }

    private static async Task<CommandLine> RefusedAsync(params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal((ExitCode.Unavailable, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        return run;
    }
}
