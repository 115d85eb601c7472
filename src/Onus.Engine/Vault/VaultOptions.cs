using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Vault;

/// <summary>What a vault needs to be opened.</summary>
public sealed record VaultOptions
{
    /// <summary>Where the encrypted bytes are; they may be backed up with the log.</summary>
    public required IStorageDevice Objects { get; init; }

    /// <summary>Where the keys are. They must be in no backup of the log: what is destroyed here would come back from there.</summary>
    public required IStorageDevice Keys { get; init; }

    /// <summary>The master key, under which every other key is wrapped.</summary>
    public required MasterKey Master { get; init; }

    /// <summary>Where keys, salts, nonces and tokens come from.</summary>
    public required IEntropy Entropy { get; init; }

    /// <summary>Told of what was torn or damaged, one line each.</summary>
    public Action<string> Warn { get; init; } = static _ => { };
}
