using Onus.Cases;
using Onus.Core.Formats;
using Onus.Core;
using Onus.Engine.Regulators;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Engine;

/// <summary>What an engine needs to be opened.</summary>
public sealed record EngineOptions
{
    /// <summary>The log: its device, keys and anchors.</summary>
    public required LogOptions Log { get; init; }

    /// <summary>The private half of a key of the log, by its 32 public bytes, or null where the node does not hold it: asked
    /// when the charter lets the log sign with another key.</summary>
    public Func<ReadOnlyMemory<byte>, INoteSigner?> LogKey { get; init; } = static _ => null;

    /// <summary>The wall clock and the monotonic clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the ledger keeps its tables.</summary>
    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>How many entries close a batch; under less load batches are as large as what waits.</summary>
    public int MaxBatch { get; init; } = 8_192;

    /// <summary>How many commands may wait; more are answered <see cref="Delivery.Overloaded"/>.</summary>
    public int MaxWaiting { get; init; } = 131_072;

    /// <summary>How many refusal entries a principal may cause, at once and then a second; what it sends beyond is answered
    /// <see cref="Delivery.Throttled"/>. A batch is decided whole, and its refusals are paid for whole. Null for no limit.</summary>
    public int? RefusalsPerSecond { get; init; } = 100;

    /// <summary>After how many entries a snapshot is written; 0 for never.</summary>
    public ulong SnapshotEvery { get; init; } = 4_000_000;

    /// <summary>How often a state root is written while something moves; null for only when asked.</summary>
    public TimeSpan? StateRootEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many command ids stay in memory; older ones are looked up, exactly, in sorted runs on the device.</summary>
    public ulong IdsInMemory { get; init; } = 16_000_000;

    /// <summary>How many ids one sorted run takes.</summary>
    public uint IdsPerRun { get; init; } = 1 << 20;

    /// <summary>After how long without an entry the node was down, and says so on opening; while cases are open, a state root is
    /// written at least twice as often. Null for never.</summary>
    public TimeSpan? OutageAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The cryptography of actors' signatures.</summary>
    public IActorSignatures Signatures { get; init; } = new ActorSignatures();

    /// <summary>Where the salts of confidential acts are drawn.</summary>
    public IEntropy Entropy { get; init; } = EngineEntropy.Instance;

    /// <summary>Where the regulators' own logs are; null for none.</summary>
    public RegulatorOptions? Regulators { get; init; }

    /// <summary>Told of what is passed over on opening, one line each.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    /// <summary>A bug on purpose, for the simulator.</summary>
    internal EngineFault Fault { get; init; }

    /// <summary>A bug of the cases on purpose, for the simulator.</summary>
    internal CaseFault CaseFault { get; init; }

    /// <summary>Whether the engine starts its two threads; a simulator drives the steps itself.</summary>
    public bool StartThreads { get; init; } = true;
}
