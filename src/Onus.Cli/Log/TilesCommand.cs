using System.CommandLine;
using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Tiles;

namespace Onus.Cli.Log;

/// <summary><c>onus log tiles</c>: the log as static files (C2SP tlog-tiles), for any web server.</summary>
internal static class TilesCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var target = new Argument<DirectoryInfo>("OUT") { Description = "Where the files go; files of an earlier run are kept." };
        var command = new Command("tiles", "Write the log as static tiles and entry bundles.") { directory, target };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(directory)!, parsed.GetValue(target)!));
        return command;
    }

    private static int Run(ParseResult parsed, DirectoryInfo directory, DirectoryInfo target)
    {
        if (File.Exists(target.FullName)) throw new Refusal($"{target} is a file; name a directory");
        using var log = LogDirectory.OpenToRead(directory);
        var tiles = new LogTiles(log.Reader);
        var (written, kept) = (0, 0);
        foreach (var tile in Tiling.New(0, log.Reader.Head.Size))
        {
            var path = Path.Combine(target.FullName, tile.ToString());
            if (File.Exists(path))
            {
                kept++;
                continue;
            }

            var bytes = tiles.Read(tile.ToString());
            Invariant.Holds(bytes is not null);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            OutputFile.Write(path, bytes.Value.Span);
            written++;
        }

        // Last: whoever reads the checkpoint finds every tile that it needs.
        Directory.CreateDirectory(target.FullName);
        OutputFile.Write(Path.Combine(target.FullName, ITileSource.Checkpoint), log.Reader.Head.Checkpoint.Span);
        parsed.Output().WriteLine($"wrote {written:N0} tiles of size {log.Reader.Head.Size} to {target.FullName}{(kept > 0 ? $", kept {kept:N0}" : "")}");
        return ExitCode.Done;
    }
}
