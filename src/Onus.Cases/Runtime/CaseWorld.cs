using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>The ledger, the kept values, the caps and the calendar, as one case sees them.</summary>
internal sealed class CaseWorld(
    CaseRecord record, ProductShape shape, CivilCalendar calendar, LedgerState ledger, Exposures exposures, NetLines net, CaseFault fault) : IActWorld
{
    private readonly Product _product = record.View.Product;

    public bool Accepts(ReadOnlySpan<ActLeg> legs)
    {
        net.Clear();
        foreach (var leg in legs) net.Move(record.Accounts[leg.From], record.Accounts[leg.To], leg.Amount);
        var lines = net.Lines();
        return lines.IsEmpty || fault == CaseFault.PayWhatIsNotThere || ledger.Check(lines, out _) == PostingsOutcome.Accepted;
    }

    public Int128? Kept(int fact, ReadOnlySpan<Int128?> facts, LogTime now)
    {
        var keep = _product.Facts[fact].Kept!;
        if (KeyOf(record, keep, facts) is not { } key) return null;
        return (Int128)shape.Kept[fact]!.Read(key, keep.Window, calendar, now);
    }

    public UInt128 Used(int cap, LogTime now)
    {
        var limit = _product.Caps[cap];
        if (limit.Window is not { } window) return exposures.Read(limit, record);
        return shape.Caps[cap]!.Read(CapKey(record, limit), new Window(WindowKind.Rolling, window), calendar, now);
    }

    public LogTime Due(LogTime start, Quantity length) =>
        calendar.Due(start, length.ToTerm()).Plus(fault == CaseFault.StartClocksLate ? LogTime.NanosecondsPerSecond : 0);

    /// <summary>The value under which a kept fact is separate; null where it is unknown.</summary>
    public static Int128? KeyOf(CaseRecord record, Kept keep, ReadOnlySpan<Int128?> facts)
    {
        if (keep.Per is { } fact) return facts[fact];
        return keep.PerParty is { } party ? (Int128)record.Parties[party] : 0;
    }

    /// <summary>Under which key the stakes that fill a windowed cap are kept.</summary>
    public static Int128 CapKey(CaseRecord record, Cap cap) => cap.Per is { } per ? record.Parties[per] : 0;
}
