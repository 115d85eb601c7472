using System.CommandLine;
using Onus.Cli.Log;
using Onus.Core;
using Onus.Engine;
using Onus.Log.Journal;

namespace Onus.Cli.Ledger;

/// <summary>What the verbs of <c>onus ledger</c> share: the engine on a directory, and names for identifiers.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly IDisposable _key;
    private readonly Uuid7Generator _ids = new(TimeProvider.System, SystemEntropy.Instance);

    private LedgerFolder(OnusEngine engine, IDisposable key) => (Engine, _key) = (engine, key);

    /// <summary>The engine.</summary>
    public OnusEngine Engine { get; }

    public static Argument<DirectoryInfo> Argument() => LogDirectory.Argument();

    /// <summary>Opens the engine on the log of a directory.</summary>
    public static LedgerFolder Open(ParseResult parsed, DirectoryInfo directory)
    {
        var device = LogDirectory.Device(directory);
        var key = LogDirectory.ReadKey(directory, null);
        var warnings = parsed.Error();
        var opening = OnusEngine.Open(new EngineOptions
        {
            Log = new LogOptions { Device = device, Signers = [key] },
            StateRootEvery = null,
            Warn = line => warnings.WriteLine($"onus: {line}"),
        });
        if (opening.Engine is not null) return new LedgerFolder(opening.Engine, key);
        key.Dispose();
        throw new Refusal(opening.Detail, opening.Outcome is OpenOutcome.Locked or OpenOutcome.AnchorSilent ? ExitCode.Unavailable : ExitCode.Refuted);
    }

    /// <summary>An identifier as somebody types it: a UUID, or a name.</summary>
    public static Id128 IdOf(string text) => Id128.OfName(text);

    /// <summary>A new identifier, or the one that the caller repeats.</summary>
    public Id128 NextId(string? given)
    {
        if (given is null) return _ids.Next();
        return Id128.TryParse(given, out var id) && id.IsVersion7
            ? id
            : throw new Refusal($"--id {given} is no UUID of version 7; leave it out for a new one");
    }

    /// <summary>The outcome, or a refusal where it never became durable.</summary>
    public static T Unwrap<T>(Answer<T> answer) => answer.IsDurable
        ? answer.Result
        : throw new Refusal($"not answered: {answer.Delivery}; ask again with the same --id", ExitCode.Unavailable);

    public void Dispose()
    {
        Engine.Dispose();
        _key.Dispose();
    }
}
