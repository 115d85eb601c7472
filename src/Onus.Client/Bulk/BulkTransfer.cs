using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Client;

/// <summary>One transfer of a packed batch: accounts by their ids, amounts in minor units.</summary>
public readonly record struct BulkTransfer
{
    /// <summary>The idempotency key, a UUID of version 7.</summary>
    public Id128 Id { get; init; }

    /// <summary>What to do.</summary>
    public TransferAct Act { get; init; }

    /// <summary>Whether the next transfer is of the same all-or-nothing chain.</summary>
    public bool Linked { get; init; }

    /// <summary>For a capture of a part: whether the rest stays reserved.</summary>
    public bool KeepRest { get; init; }

    /// <summary>A balancing term, a condition, or for a capture the whole of its hold.</summary>
    public TransferTerm Term { get; init; }

    /// <summary>The user's code for what kind of transfer this is.</summary>
    public ushort Code { get; init; }

    /// <summary>The account to debit; of a name, see <see cref="Id128.OfName"/>.</summary>
    public Id128 Debit { get; init; }

    /// <summary>The account to credit.</summary>
    public Id128 Credit { get; init; }

    /// <summary>The amount in minor units.</summary>
    public UInt128 Amount { get; init; }

    /// <summary>What a condition demands, in minor units.</summary>
    public UInt128 TermAmount { get; init; }

    /// <summary>The id of the hold that a capture or void resolves, or of the command that a correction corrects.</summary>
    public Id128 Target { get; init; }

    /// <summary>The user's reference token, or none.</summary>
    public Id128 Reference { get; init; }

    /// <summary>128 bits of the user's.</summary>
    public UInt128 User128 { get; init; }

    /// <summary>64 bits of the user's.</summary>
    public ulong User64 { get; init; }

    /// <summary>32 bits of the user's.</summary>
    public uint User32 { get; init; }

    /// <summary>When a hold lapses; the epoch for never.</summary>
    public LogTime Due { get; init; }

    /// <summary>How long after its acceptance a hold lapses, in nanoseconds; 0 for none.</summary>
    public ulong Timeout { get; init; }

    /// <summary>When an imported transfer took effect.</summary>
    public LogTime Effective { get; init; }

    /// <summary>Whether the short form cannot say all of it.</summary>
    internal bool IsLong =>
        TermAmount != UInt128.Zero || !Target.IsNone || !Reference.IsNone || User128 != UInt128.Zero || User64 != 0 || User32 != 0
        || Due != default || Timeout != 0 || Effective != default;
}

/// <summary>What became of one transfer of a packed batch.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstOutcome">For an id that was refused before, the outcome of then; else the outcome.</param>
/// <param name="Index">The entry that records it; 0 where there is none.</param>
/// <param name="Time">When the log accepted that entry.</param>
/// <param name="Amount">What was moved, reserved or released, in minor units.</param>
/// <param name="Debit">The sums of the debit account after it; all zero where they were not asked for or are not known.</param>
/// <param name="Credit">The sums of the credit account likewise.</param>
public readonly record struct BulkResult(
    TransferOutcome Outcome, TransferOutcome FirstOutcome, ulong Index, LogTime Time, UInt128 Amount, Balances Debit, Balances Credit);
