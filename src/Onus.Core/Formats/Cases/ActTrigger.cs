using System.Collections.Immutable;

namespace Onus.Core.Formats;

/// <summary>What brought an act about.</summary>
public enum ActTrigger : byte
{
    /// <summary>The case was opened.</summary>
    Opened,

    /// <summary>Somebody took a step or appealed.</summary>
    Taken,

    /// <summary>A clock ran out.</summary>
    Lapsed,

    /// <summary>A fact was given.</summary>
    FactGiven,

    /// <summary>Evidence was filed.</summary>
    EvidenceFiled,

    /// <summary>A request was granted, by somebody or by silence.</summary>
    RequestGranted,

    /// <summary>Sealed: the act is confidential.</summary>
    Sealed,
}

/// <summary>Who decided.</summary>
/// <param name="Actor">The entry that registered the actor; 0 for a rule or a clock alone.</param>
/// <param name="Authority">The authority, by its place in the compiled product; null for a party acting for itself.</param>
/// <param name="Party">The party that acts for itself; null for an authority.</param>
/// <param name="RecordedFor">The outside authority whose act is recorded; null otherwise.</param>
/// <param name="Approvals">The entries of the approvals that a quorum rests on, this actor's own act aside.</param>
public sealed record ActDecider(
    ulong Actor, int? Authority, int? Party, int? RecordedFor, ImmutableArray<ulong> Approvals)
{
    /// <summary>No person: a rule or a clock.</summary>
    public static ActDecider Nobody { get; } = new(0, null, null, null, []);

    internal static ActDecider Of(CborArchive a, ActDecider? v) => a.Record(5, () =>
        new ActDecider(a.ULong(v?.Actor ?? 0), a.MaybeInt(v?.Authority), a.MaybeInt(v?.Party), a.MaybeInt(v?.RecordedFor),
            a.List(v?.Approvals ?? [], a.ULong)));
}

/// <summary>What opening a case binds.</summary>
/// <param name="Stake">The stake in minor units; zero where it is none.</param>
/// <param name="Parties">For each party of the product the entry that registered its actor.</param>
/// <param name="Accounts">For each account of the product the entry that opened the ledger account.</param>
/// <param name="OpenedBy">The case's act that opened this case through <c>opens</c> or a cap, by its entry; 0 for none.</param>
public sealed record ActOpening(
    UInt128 Stake,
    ImmutableArray<ulong> Parties,
    ImmutableArray<ulong> Accounts,
    ulong OpenedBy)
{
    internal static ActOpening Of(CborArchive a, ActOpening? v) => a.Record(4, () =>
        new ActOpening(a.Unsigned(v?.Stake ?? 0), a.List(v?.Parties ?? [], a.ULong), a.List(v?.Accounts ?? [], a.ULong),
            a.ULong(v?.OpenedBy ?? 0)));
}
