using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Acts;

/// <summary>What deciding an act asks of the rest of the node: the ledger, the kept facts, the caps, the calendar.</summary>
internal interface IActWorld
{
    /// <summary>Whether the ledger would take all of these, in order and together.</summary>
    bool Accepts(ReadOnlySpan<ActLeg> legs);

    /// <summary>A kept count or total before this act, under the key that the case's facts give; null where the key is unknown.</summary>
    Int128? Kept(int fact, ReadOnlySpan<Int128?> facts, LogTime now);

    /// <summary>How much of a cap is used before this act, in minor units.</summary>
    UInt128 Used(int cap, LogTime now);

    /// <summary>When a clock that starts at that instant runs out.</summary>
    LogTime Due(LogTime start, Onus.Language.Quantity length);
}
