using System.CommandLine;
using System.Text;

namespace Onus.Cli.Log;

/// <summary><c>onus log checkpoint</c>: the newest signed checkpoint, as it is sent to anybody.</summary>
internal static class CheckpointCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var file = new Option<string?>("--output", "-o") { Description = "Write it to a file; kept elsewhere, it is an anchor.", HelpName = "FILE" };
        var command = new Command("checkpoint", "Print the newest signed checkpoint.") { directory, file };
        command.SetAction(parsed =>
        {
            using var log = LogDirectory.OpenToRead(parsed.GetValue(directory)!);
            var note = log.Reader.Head.Checkpoint.Span;
            if (parsed.GetValue(file) is { } path) OutputFile.Write(path, note);
            else parsed.Output().Write(Encoding.UTF8.GetString(note));
            return ExitCode.Done;
        });
        return command;
    }
}
