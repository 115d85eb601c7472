using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;

namespace Onus.Cases.Tests;

/// <summary>A world for planner tests: every account holds a million of minor units, clocks count exact seconds.</summary>
internal sealed class PlainWorld : IActWorld
{
    public Dictionary<int, UInt128> Balances { get; } = [];

    public Dictionary<int, UInt128> CapsUsed { get; } = [];

    public bool Accepts(ReadOnlySpan<ActLeg> legs)
    {
        var moved = new Dictionary<int, Int128>();
        foreach (var leg in legs)
        {
            moved[leg.From] = moved.GetValueOrDefault(leg.From) - (Int128)leg.Amount;
            moved[leg.To] = moved.GetValueOrDefault(leg.To) + (Int128)leg.Amount;
            if ((Int128)Balances.GetValueOrDefault(leg.From, 1_000_000u) + moved[leg.From] < 0) return false;
        }

        return true;
    }

    public Int128? Kept(int fact, ReadOnlySpan<Int128?> facts, LogTime now) => 0;

    public UInt128 Used(int cap, LogTime now) => CapsUsed.GetValueOrDefault(cap);

    public LogTime Due(LogTime start, Quantity length) => start.Plus((length.Unit switch
    {
        QuantityUnit.Hour => 3_600ul,
        QuantityUnit.Day or QuantityUnit.BusinessDay => 86_400ul,
        _ => 1ul,
    }) * (ulong)length.Amount * LogTime.NanosecondsPerSecond);
}
