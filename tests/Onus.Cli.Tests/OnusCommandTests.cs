namespace Onus.Cli.Tests;

public sealed class OnusCommandTests
{
    [Fact]
    public async Task An_unknown_verb_is_refused_in_one_line_that_says_where_help_is()
    {
        var run = await CommandLine.RunAsync("lgo");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("See 'onus --help'." + Environment.NewLine, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_lists_the_verbs_of_every_room()
    {
        var run = await CommandLine.RunAsync("--help");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("log", run.Output, StringComparison.Ordinal);
    }
}
