using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>An act that has been decided and not been written yet.</summary>
internal sealed record ActDraft(CaseRecord Record, ActPlan Plan, ActTrigger Trigger, CommandHead Head)
{
    public ActDecider Decider { get; init; } = ActDecider.Nobody;

    public ulong? HeadSeen { get; init; }

    public ActOpening? Opening { get; init; }

    public LogTime? WasDue { get; init; }

    public ulong? Request { get; init; }

    public ImmutableArray<FactGiven> Facts { get; init; } = [];

    public ImmutableArray<EvidenceFiled> Evidence { get; init; } = [];

    public ReadOnlyMemory<byte> Signature { get; init; }
}
