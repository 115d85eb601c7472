using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>What the runtime of cases is given from outside.</summary>
/// <param name="Origin">The origin of the log, which every signed statement names.</param>
/// <param name="Signatures">The cryptography of actors' signatures.</param>
/// <param name="Entropy">Where the salts of confidential acts are drawn; the only thing that replay reads from the log instead.</param>
public sealed record CaseOptions(string Origin, IActorSignatures Signatures, IEntropy Entropy)
{
    /// <summary>The node's own log; null where there is none to hold commands against.</summary>
    public LogIdentity? Log { get; init; }

    /// <summary>Whether kept values are never folded away: for reading them anew.</summary>
    internal bool KeepsAll { get; init; }

    /// <summary>A bug on purpose, for the simulator.</summary>
    internal CaseFault Fault { get; init; }
}
