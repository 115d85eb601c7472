using System.CommandLine;
using Onus.LanguageServer;

namespace Onus.Cli.Language;

/// <summary><c>onus lsp</c>: serves an editor over standard input and output.</summary>
internal static class LspCommand
{
    public static Command Create()
    {
        // Editors pass it to every server; there is no other way to talk to this one.
        var stdio = new Option<bool>("--stdio") { Description = "Talk over standard input and output.", Hidden = true };
        var command = new Command("lsp", "Serve an editor over standard input and output (Language Server Protocol).")
        {
            stdio,
        };
        command.SetAction(async (_, stop) =>
        {
            await using var input = System.Console.OpenStandardInput();
            await using var output = System.Console.OpenStandardOutput();
            var server = new OnusLanguageServer(input, output, TimeProvider.System);
            return await server.RunAsync(stop) ? ExitCode.Done : ExitCode.Unavailable;
        });
        return command;
    }
}
