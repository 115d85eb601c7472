using System.CommandLine;

namespace Onus.Cli.Log;

/// <summary><c>onus log</c>: a transparency log in a directory, used alone.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Work with a transparency log in a directory.")
    {
        InitCommand.Create(),
        AppendCommand.Create(),
        ProveCommand.Create(),
        CheckpointCommand.Create(),
        TilesCommand.Create(),
        FsckCommand.Create(),
        RestoreCommand.Create(),
    };
}
