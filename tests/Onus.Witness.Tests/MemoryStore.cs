using System.Collections.Concurrent;
using Onus.Log.Notes;
using Onus.Witness.Server;

namespace Onus.Witness.Tests;

/// <summary>A store that can be told to fail.</summary>
internal sealed class MemoryStore : IWitnessStore
{
    private readonly ConcurrentDictionary<string, SignedCheckpoint> _latest = new();

    public Exception? Fails { get; set; }

    public SignedCheckpoint? Latest(string origin) => _latest.GetValueOrDefault(origin);

    public void Store(SignedCheckpoint cosigned)
    {
        if (Fails is not null) throw Fails;
        _latest[cosigned.Checkpoint.Origin] = cosigned;
    }
}
