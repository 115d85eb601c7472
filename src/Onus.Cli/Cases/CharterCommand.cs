using System.CommandLine;
using System.Text;
using Onus.Cases;

namespace Onus.Cli.Cases;

/// <summary><c>onus charter</c>: how the node itself is governed, in the language of all products.</summary>
internal static class CharterCommand
{
    public static Command Create()
    {
        var command = new Command("charter", "Print the charter: the product that governs the node itself.");
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Encoding.UTF8.GetString(CharterText.Bytes.Span));
            return ExitCode.Done;
        });
        return command;
    }
}
