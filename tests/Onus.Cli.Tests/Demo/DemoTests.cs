using System.Diagnostics;
using Onus.Verify;

namespace Onus.Cli.Tests.Demo;

/// <summary>The demo, from the first line to the exhibit that a stranger checks.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"onus-demo-test-{Environment.ProcessId}");

    [Fact]
    public async Task The_demo_ends_with_an_exhibit_that_the_verifier_and_openssl_verify_and_a_log_that_rebuilds()
    {
        var demo = await CommandLine.RunAsync("demo", "--data", _folder, "--exit");
        Assert.True(demo.ExitCode == ExitCode.Done, demo.Output + demo.Error);
        Assert.Contains("recalls: 8 transactions, of them cases now: 8", demo.Output, StringComparison.Ordinal);
        Assert.Contains("180 of 210 lines match the ledger, 30 differences became cases", demo.Output, StringComparison.Ordinal);
        Assert.Contains("together, the open stake", demo.Output, StringComparison.Ordinal);

        var key = Path.Combine(_folder, "log.vkey");
        var exhibit = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "exhibits"), "*.zip"));
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await VerifyCommand.RunAsync(["exhibit", exhibit, "--vkey", key], output, error));
        Assert.Contains("PROVEN", output.ToString(), StringComparison.OrdinalIgnoreCase);
        if (OperatingSystem.IsLinux()) await ScriptProvesAsync(Path.ChangeExtension(exhibit, null), key);

        foreach (var verb in new[] { "fsck", "audit", "replay" })
        {
            var read = await CommandLine.RunAsync(verb, _folder);
            Assert.True(read.ExitCode == ExitCode.Done, read.Output + read.Error);
        }

        var again = await CommandLine.RunAsync("demo", "--data", _folder, "--exit");
        Assert.Equal(ExitCode.BadInput, again.ExitCode);
        Assert.Contains("is not empty", again.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ScriptProvesAsync(string exhibit, string key)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(exhibit, "verify.sh"), key])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await said + await wrong);
    }
}
