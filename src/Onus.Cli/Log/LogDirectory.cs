using System.CommandLine;
using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Log;

/// <summary>What the verbs of <c>onus log</c> share: the directory, its key, and how opening it is refused.</summary>
internal static class LogDirectory
{
    public const string KeyFileName = "log.key";

    public static Argument<DirectoryInfo> Argument() => new("DIR") { Description = "The directory of the log." };

    public static Option<FileInfo?> KeyOption() => new("--key")
    {
        Description = $"The log's private key; {KeyFileName} in the directory unless it is named.",
        HelpName = "FILE",
    };

    public static Option<FileInfo[]> AnchorOption() => new("--anchor")
    {
        Description = "A checkpoint of this log that is kept elsewhere; the log does not open if it ends before it.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The wall clock as log time.</summary>
    public static LogTime Now => LogTime.From(TimeProvider.System.GetUtcNow());

    /// <summary>The device in an existing directory.</summary>
    public static DirectoryDevice Device(DirectoryInfo directory) => Directory.Exists(directory.FullName) // not remembered from before
        ? new DirectoryDevice(directory.FullName)
        : throw new Refusal($"there is no directory {directory}; 'onus log init' makes a log");

    /// <summary>Opens the log to read what its newest checkpoint covers.</summary>
    public static ReadOnlyLog OpenToRead(DirectoryInfo directory)
    {
        var device = Device(directory);
        return SegmentJournal.Exists(device)
            ? LogOpener.OpenToRead(device)
            : throw new Refusal($"{directory} holds no log; 'onus log init' makes one");
    }

    /// <summary>Opens the log for writing.</summary>
    public static TransparencyLog OpenToWrite(DirectoryInfo directory, Ed25519Signer key, params FileInfo[] anchors) => Unwrap(
        LogOpener.Open(new LogOptions
        {
            Device = Device(directory),
            Signers = [key],
            Anchors = [.. anchors.Select(file => new FileAnchor(file))],
        }));

    /// <summary>The open log, or the refusal in one line.</summary>
    public static TransparencyLog Unwrap(LogOpening opening) => opening.Log ?? throw new Refusal(
        opening.Outcome == OpenOutcome.NoLog ? $"{opening.Detail}; 'onus log init' makes one" : opening.Detail,
        opening.Outcome switch
        {
            OpenOutcome.NoLog or OpenOutcome.OtherKey => ExitCode.BadInput,
            OpenOutcome.Locked or OpenOutcome.AnchorSilent => ExitCode.Unavailable,
            _ => ExitCode.Refuted,
        });

    /// <summary>Reads the private key.</summary>
    public static Ed25519Signer ReadKey(DirectoryInfo directory, FileInfo? file)
    {
        file ??= new FileInfo(Path.Combine(Device(directory).Location, KeyFileName));
        if (!File.Exists(file.FullName)) throw new Refusal($"there is no key file {file}; name the log's key with --key");
        return Ed25519Signer.TryParsePrivateKey(File.ReadAllText(file.FullName).Trim(), out var key, out var error)
            ? key
            : throw new Refusal($"{file} holds no private key: {error}");
    }

    /// <summary>Makes a key, in a file that only its owner can read; refuses to replace one.</summary>
    public static Ed25519Signer MakeKey(string origin, FileInfo file, SignatureType type = SignatureType.Ed25519)
    {
        if (File.Exists(file.FullName)) throw new Refusal($"{file} is there already; name another file, a key is never replaced");
        var key = Ed25519Signer.Generate(origin, type, SystemEntropy.Instance);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file.FullName, options);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPrivateKey() + "\n"));
        stream.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>Refuses what cannot be an origin.</summary>
    public static string CheckOrigin(string origin) => KeyName.IsValid(origin)
        ? origin
        : throw new Refusal($"'{origin}' cannot be an origin: it is a name such as example.com/log, without spaces and '+', of at most 255 bytes");
}
