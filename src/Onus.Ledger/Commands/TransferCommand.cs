using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>A request to move, reserve, capture or release money between two accounts.</summary>
public readonly record struct TransferCommand
{
    /// <summary>The idempotency key, a UUID of version 7.</summary>
    public Id128 Id { get; init; }

    /// <summary>The W3C trace id of the request, or none; no part of its content.</summary>
    public Id128 Trace { get; init; }

    /// <summary>The entry that created the acting principal.</summary>
    public ulong Actor { get; init; }

    /// <summary>What to do; <see cref="TransferAct.Lapse"/> is the node's own.</summary>
    public TransferAct Act { get; init; }

    /// <summary>Whether the next command is of the same all-or-nothing chain.</summary>
    public bool Linked { get; init; }

    /// <summary>For a capture of a part: whether the rest stays reserved; else it is released.</summary>
    public bool KeepRest { get; init; }

    /// <summary>A balancing term, a condition, or for a capture the whole of its hold.</summary>
    public TransferTerm Term { get; init; }

    /// <summary>What a condition demands, in minor units.</summary>
    public UInt128 TermAmount { get; init; }

    /// <summary>The account to debit; a capture or void may leave it to its hold.</summary>
    public Id128 Debit { get; init; }

    /// <summary>The account to credit; a capture or void may leave it to its hold.</summary>
    public Id128 Credit { get; init; }

    /// <summary>The amount in minor units; of a balancing transfer the most that is wanted; of a void or of a capture of the
    /// whole zero.</summary>
    public UInt128 Amount { get; init; }

    /// <summary>The user's code for what kind of transfer this is.</summary>
    public ushort Code { get; init; }

    /// <summary>When a hold lapses, unless it has a timeout; the epoch for never.</summary>
    public LogTime Due { get; init; }

    /// <summary>How long after its acceptance a hold lapses, in nanoseconds; 0 for none.</summary>
    public ulong Timeout { get; init; }

    /// <summary>The id of the hold that a capture or void resolves, or of the command that a correction corrects.</summary>
    public Id128 Target { get; init; }

    /// <summary>When an imported transfer took effect.</summary>
    public LogTime Effective { get; init; }

    /// <summary>The user's reference token, or none.</summary>
    public Id128 Reference { get; init; }

    /// <summary>128 bits of the user's.</summary>
    public UInt128 User128 { get; init; }

    /// <summary>64 bits of the user's.</summary>
    public ulong User64 { get; init; }

    /// <summary>32 bits of the user's.</summary>
    public uint User32 { get; init; }
}
