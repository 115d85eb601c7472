using Onus.Engine;
using Onus.Ledger;

namespace Onus.Simulation;

/// <summary>A command that callers send, again and again until they have an answer.</summary>
internal sealed class SentCommand(TransferCommand command)
{
    /// <summary>The command.</summary>
    public TransferCommand Command => command;

    /// <summary>The first durable answer; null while nobody has one.</summary>
    public TransferResult? Answer { get; set; }

    /// <summary>How often it was throttled.</summary>
    public int Throttled { get; set; }

    /// <summary>The calls that are on their way.</summary>
    public List<ValueTask<Answer<TransferResult>>> Calls { get; } = [];
}
