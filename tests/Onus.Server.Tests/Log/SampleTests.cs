using System.Diagnostics;

namespace Onus.Server.Tests.Log;

public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_moves_money_and_verifies_its_receipts()
    {
        await using var node = await TestNode.StartAsync();
        var output = await RunAsync(node.Address.AbsoluteUri, node.Founders[0].Token, node.Node.LogKey.ToString());
        Assert.Contains("1000 of 1000 payments accepted", output, StringComparison.Ordinal);
        Assert.Contains("one more: ExceedsDebitLimit", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("verified True").Length - 1);
        Assert.Contains("bo has 50.00", output, StringComparison.Ordinal);
    }

    // From its own folder: what it needs beside it is not what a server needs.
    private static async Task<string> RunAsync(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Transfers", configuration, "Transfers.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
