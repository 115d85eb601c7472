using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>Which entries that move or reserve money are wanted; everything that is set must hold.</summary>
public sealed record EntryFilter
{
    /// <summary>Entries of this account, named by its opening entry.</summary>
    public ulong? Account { get; init; }

    /// <summary>Entries of any account of this party.</summary>
    public Id128? Party { get; init; }

    /// <summary>Entries of this act; only transfers have one.</summary>
    public TransferAct? Act { get; init; }

    /// <summary>Entries with this code.</summary>
    public ushort? Code { get; init; }

    /// <summary>Entries with this reference.</summary>
    public Id128? Reference { get; init; }

    /// <summary>Entries with these 128 user bits.</summary>
    public UInt128? User128 { get; init; }

    /// <summary>Entries with these 64 user bits.</summary>
    public ulong? User64 { get; init; }

    /// <summary>Entries with these 32 user bits.</summary>
    public uint? User32 { get; init; }

    /// <summary>Entries of at least this amount; of many lines, any line of the wanted accounts.</summary>
    public UInt128? AtLeast { get; init; }

    /// <summary>Entries of at most this amount; the same line as for <see cref="AtLeast"/>.</summary>
    public UInt128? AtMost { get; init; }

    /// <summary>Holds that are in this state now; <see cref="HoldState.None"/> for everything but holds.</summary>
    public HoldState? State { get; init; }

    /// <summary>Entries that the log accepted at this time or later.</summary>
    public LogTime? From { get; init; }

    /// <summary>Entries that the log accepted before this time.</summary>
    public LogTime? Until { get; init; }
}
