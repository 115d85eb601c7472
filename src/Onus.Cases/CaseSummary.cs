using System.Collections.Immutable;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>A question that nobody has answered yet.</summary>
/// <param name="Entry">The entry that asked.</param>
/// <param name="Step">The request, by its place in the product.</param>
/// <param name="Due">By when silence answers it.</param>
public readonly record struct RequestSummary(ulong Entry, int Step, LogTime Due);

/// <summary>An approval that waits for others; it was given for the head that the case still has.</summary>
/// <param name="Entry">The entry that gave it.</param>
/// <param name="Actor">Who gave it.</param>
/// <param name="Step">The step, by its place in the product.</param>
/// <param name="Authority">The authority, by its place in the product.</param>
public readonly record struct ApprovalSummary(ulong Entry, ulong Actor, int Step, int Authority);

/// <summary>A case as it stands; places are those of its product version.</summary>
public sealed record CaseSummary
{
    /// <summary>The entry that opened it: its name in the log.</summary>
    public required ulong Opened { get; init; }

    /// <summary>Its place in the order of opening, from 0.</summary>
    public required uint Number { get; init; }

    /// <summary>The product version that governs it.</summary>
    public required EnactedProduct Product { get; init; }

    /// <summary>When it was opened.</summary>
    public required LogTime OpenedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public required LogTime? ClosedAt { get; init; }

    /// <summary>Its last material entry: what a decider must have seen.</summary>
    public required ulong Head { get; init; }

    /// <summary>Its last entry of any kind.</summary>
    public required ulong Last { get; init; }

    /// <summary>The state.</summary>
    public required int State { get; init; }

    /// <summary>When it entered the state.</summary>
    public required LogTime Entered { get; init; }

    /// <summary>What falls due next; null where it has ended.</summary>
    public required DueStep? Due { get; init; }

    /// <summary>The stake in minor units; zero where it is none.</summary>
    public required UInt128 Stake { get; init; }

    /// <summary>The actor of each party.</summary>
    public required ImmutableArray<ulong> Parties { get; init; }

    /// <summary>The ledger account of each account.</summary>
    public required ImmutableArray<ulong> Accounts { get; init; }

    /// <summary>What each party is liable for, in minor units.</summary>
    public required ImmutableArray<UInt128> Liability { get; init; }

    /// <summary>What each account holds for this case alone, in minor units.</summary>
    public required ImmutableArray<Int128> Held { get; init; }

    /// <summary>The value of each fact; null where unknown or kept by the runtime; of a personal one the lowest of its cell.</summary>
    public required ImmutableArray<Int128?> Facts { get; init; }

    /// <summary>The questions that are open.</summary>
    public required ImmutableArray<RequestSummary> Requests { get; init; }

    /// <summary>The approvals that are open.</summary>
    public required ImmutableArray<ApprovalSummary> Approvals { get; init; }

    internal static CaseSummary Of(CaseRecord record, EnactedProduct product) => new()
    {
        Opened = record.Opened,
        Number = record.Number,
        Product = product,
        OpenedAt = record.OpenedAt,
        ClosedAt = record.ClosedAt,
        Head = record.Head,
        Last = record.Last,
        State = record.View.State,
        Entered = record.View.Entered,
        Due = record.ClosedAt is null ? record.View.Due : null,
        Stake = record.View.Stake,
        Parties = [.. record.Parties],
        Accounts = [.. record.Accounts],
        Liability = [.. record.View.Liability],
        Held = [.. record.View.Held],
        Facts = [.. record.View.Facts],
        Requests = [.. record.Requests.Select(r => new RequestSummary(r.Entry, r.Step, r.Due))],
        Approvals = [.. record.Approvals.Select(a => new ApprovalSummary(a.Entry, a.Actor, a.Step, a.Authority))],
    };
}
