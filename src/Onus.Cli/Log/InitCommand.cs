using System.CommandLine;
using Onus.Log.Journal;
using Onus.Log.Storage;

namespace Onus.Cli.Log;

/// <summary><c>onus log init</c>: makes an empty log and its key.</summary>
internal static class InitCommand
{
    private const string PublicKeyName = "log.vkey";

    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var origin = new Option<string>("--origin")
        {
            Description = "The log's name, for ever: a URL without scheme, such as example.com/log.",
            HelpName = "NAME",
            Required = true,
        };
        var key = new Option<FileInfo?>("--key")
        {
            Description = $"Where the new private key is written; {LogDirectory.KeyFileName} in the directory unless it is named.",
            HelpName = "FILE",
        };
        var command = new Command("init", "Make an empty log and its key.") { directory, origin, key };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(directory)!, parsed.GetValue(origin)!, parsed.GetValue(key)));
        return command;
    }

    private static int Run(ParseResult parsed, DirectoryInfo directory, string origin, FileInfo? keyFile)
    {
        LogDirectory.CheckOrigin(origin);
        if (File.Exists(directory.FullName)) throw new Refusal($"{directory} is a file; name a directory");
        if (directory.Exists && SegmentJournal.Exists(new DirectoryDevice(directory.FullName)))
            throw new Refusal($"{directory} holds a log already");

        var device = DirectoryDevice.CreateAt(directory.FullName);
        keyFile ??= new FileInfo(Path.Combine(directory.FullName, LogDirectory.KeyFileName));
        using var key = LogDirectory.MakeKey(origin, keyFile);
        device.FlushDirectory();
        LogOpener.Create(device, key.Key);
        OutputFile.Write(Path.Combine(directory.FullName, PublicKeyName), System.Text.Encoding.UTF8.GetBytes(key.Key + "\n"));
        using (LogDirectory.OpenToWrite(directory, key))
        {
        }

        var output = parsed.Output();
        output.WriteLine($"made log {origin} in {directory.FullName}");
        output.WriteLine($"its public key, for everybody who verifies:  {key.Key}");
        output.WriteLine($"its private key is in {keyFile.FullName}: whoever reads it can sign as this log");
        return ExitCode.Done;
    }
}
