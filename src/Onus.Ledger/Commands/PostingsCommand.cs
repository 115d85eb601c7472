using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>A request to post many debits and credits at once, equal in every book.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Lines">The debits and credits, 2 to 1,000, each account once.</param>
public sealed record PostingsCommand(CommandHead Head, IReadOnlyList<PostingsCommand.Line> Lines)
{
    /// <summary>One debit or credit, or one condition.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Side">Debit or credit; of a condition: must hold, or must owe.</param>
    /// <param name="Amount">The amount in minor units; of a condition what must be there at least.</param>
    public readonly record struct Line(Id128 Account, Side Side, UInt128 Amount);

    /// <summary>What accounts must hold (debit) or owe (credit) at least, before the postings.</summary>
    public IReadOnlyList<Line> Conditions { get; init; } = [];

    /// <summary>The user's code for what kind of posting this is.</summary>
    public ushort Code { get; init; }

    /// <summary>The id of the command that this one corrects, or none.</summary>
    public Id128 Corrects { get; init; }

    /// <summary>When it took effect, for what is imported; the epoch for now.</summary>
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
