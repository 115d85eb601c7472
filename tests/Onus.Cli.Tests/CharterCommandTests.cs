using System.Text;
using Onus.Cases;

namespace Onus.Cli.Tests;

public sealed class CharterCommandTests
{
    [Fact]
    public async Task The_charter_is_printed_as_it_governs()
    {
        var run = await CommandLine.RunAsync("charter");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(Encoding.UTF8.GetString(CharterText.Bytes.Span), run.Output);
        Assert.StartsWith("product charter ", run.Output, StringComparison.Ordinal);
    }
}
