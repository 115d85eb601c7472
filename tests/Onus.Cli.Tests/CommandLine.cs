namespace Onus.Cli.Tests;

/// <summary>What one run of the command line printed and how it ended.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await OnusCommand.RunAsync(arguments, output, error);
        return new CommandLine(exitCode, output.ToString(), error.ToString());
    }
}
