namespace Onus.Core.Formats;

/// <summary>Why a step fired.</summary>
public enum FiringCause : byte
{
    /// <summary>A person or a party asked for it.</summary>
    Asked,

    /// <summary>Its guard holds.</summary>
    Rule,

    /// <summary>The state's clock ran out.</summary>
    Clock,

    /// <summary>The clock of the legal meaning ran out.</summary>
    Law,

    /// <summary>The step before it could not be paid for.</summary>
    Unfunded,

    /// <summary>A cap stopped the step before it.</summary>
    Cap,

    /// <summary>A request was granted.</summary>
    Granted,

    /// <summary>A request was granted, or a step taken in its place, because nobody answered it in time.</summary>
    Silence,
}

/// <summary>A step that fires in an act; steps and states by their places in the compiled product.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Cause">Why.</param>
/// <param name="From">The state it left, or was granted in.</param>
/// <param name="To">The state it entered; the same for a request.</param>
public readonly record struct Firing(int Step, FiringCause Cause, int From, int To)
{
    internal static Firing Of(CborArchive a, Firing v) => a.Record(4, () =>
        new Firing(a.Int(v.Step), a.Word(v.Cause), a.Int(v.From), a.Int(v.To)));
}

/// <summary>Liability that an act moves; parties by their places in the compiled product.</summary>
/// <param name="From">The party that was liable; -1 at opening.</param>
/// <param name="To">The party that is liable now; -1 when it ends, paid or left where it fell.</param>
/// <param name="Amount">Minor units.</param>
public readonly record struct LiabilityMove(int From, int To, UInt128 Amount)
{
    internal static LiabilityMove Of(CborArchive a, LiabilityMove v) => a.Record(3, () =>
        new LiabilityMove(a.Int(v.From), a.Int(v.To), a.Unsigned(v.Amount)));
}

/// <summary>Money that an act moves; accounts by their places in the compiled product.</summary>
/// <param name="From">The paying account.</param>
/// <param name="To">The receiving account.</param>
/// <param name="Amount">Minor units.</param>
public readonly record struct ActLeg(int From, int To, UInt128 Amount)
{
    internal static ActLeg Of(CborArchive a, ActLeg v) => a.Record(3, () =>
        new ActLeg(a.Int(v.From), a.Int(v.To), a.Unsigned(v.Amount)));
}

/// <summary>A cap that stopped a step.</summary>
public readonly record struct CapStop(int Cap, int Step)
{
    internal static CapStop Of(CborArchive a, CapStop v) => a.Record(2, () => new CapStop(a.Int(v.Cap), a.Int(v.Step)));
}

/// <summary>Where a shadow would have decided otherwise.</summary>
/// <param name="Shadow">Which shadow.</param>
/// <param name="State">In which state.</param>
/// <param name="Live">The step that fired, or -1 for none.</param>
/// <param name="Instead">The step that would have, or -1 for none.</param>
public readonly record struct ShadowVerdict(int Shadow, int State, int Live, int Instead)
{
    internal static ShadowVerdict Of(CborArchive a, ShadowVerdict v) => a.Record(4, () =>
        new ShadowVerdict(a.Int(v.Shadow), a.Int(v.State), a.Int(v.Live), a.Int(v.Instead)));
}

/// <summary>What falls due next in a case.</summary>
/// <param name="At">When.</param>
/// <param name="Step">Which step the clock takes.</param>
public readonly record struct DueStep(LogTime At, int Step)
{
    internal static DueStep Of(CborArchive a, DueStep v) => a.Record(2, () => new DueStep(a.Time(v.At), a.Int(v.Step)));
}
