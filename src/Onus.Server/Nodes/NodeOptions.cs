using Onus.Core;
using Onus.Engine;

namespace Onus.Server;

/// <summary>What a node needs to be opened.</summary>
public sealed record NodeOptions
{
    /// <summary>The node's folder: the log's directory itself, with the vault, the keys and the regulators' logs in folders of it.</summary>
    public required string Folder { get; init; }

    /// <summary>The wall clock and the monotonic clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The log's name, for a folder that holds no log yet; null refuses such a folder.</summary>
    public string? NewOrigin { get; init; }

    /// <summary>The passphrase under which the vault's master key is sealed; null for a key that only the file's mode protects.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Randomness for keys, tokens, salts and identifiers.</summary>
    public IEntropy Entropy { get; init; } = SystemEntropy.Instance;

    /// <summary>Told of what is passed over or made anew, one line each.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    /// <summary>What else the engine is told; its log, clock and regulators are the node's.</summary>
    public Func<EngineOptions, EngineOptions>? Engine { get; init; }
}
