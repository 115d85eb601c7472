using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Regulators;

/// <summary>Where the regulators' own logs are, and under which keys.</summary>
public sealed record RegulatorOptions
{
    /// <summary>The device of a log, by its origin; one origin, one device, so that a restored main log begins new ones.</summary>
    public required Func<string, IStorageDevice> Device { get; init; }

    /// <summary>The key of a log, by its origin, which is the key's name.</summary>
    public required Func<string, INoteSigner> Signer { get; init; }

    /// <summary>Told of what is made anew, one line each.</summary>
    public Action<string> Warn { get; init; } = static _ => { };
}
