using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Testing.Cases;

/// <summary>Something that happened, in the order in which it did; nothing else is remembered.</summary>
/// <param name="Entry">The entry of the log that says so.</param>
/// <param name="At">When.</param>
/// <param name="Case">The case it belongs to, by the entry that opened it; 0 for none.</param>
public abstract record PlainEvent(ulong Entry, LogTime At, ulong Case);

/// <summary>A case was opened.</summary>
public sealed record PlainOpened(
    ulong Entry, LogTime At, PlainProduct Product, BigInteger Stake, IReadOnlyList<ulong> Parties, IReadOnlyList<ulong> Accounts)
    : PlainEvent(Entry, At, Entry);

/// <summary>A fact was given.</summary>
public sealed record PlainFact(ulong Entry, LogTime At, ulong Case, int Fact, Int128 Value) : PlainEvent(Entry, At, Case);

/// <summary>Evidence was filed.</summary>
public sealed record PlainEvidence(ulong Entry, LogTime At, ulong Case, int Kind, ulong Actor) : PlainEvent(Entry, At, Case);

/// <summary>A step fired, with the facts as they were then.</summary>
public sealed record PlainFiring(
    ulong Entry, LogTime At, ulong Case, int Step, FiringCause Cause, int From, int To, IReadOnlyList<Int128?> Facts)
    : PlainEvent(Entry, At, Case);

/// <summary>Money moved; -1 where it is not an account of the product.</summary>
public sealed record PlainLeg(
    ulong Entry, LogTime At, ulong Case, int From, int To, ulong Debit, ulong Credit, BigInteger Amount) : PlainEvent(Entry, At, Case);

/// <summary>Liability moved; -1 at opening and where it ends.</summary>
public sealed record PlainMove(ulong Entry, LogTime At, ulong Case, int From, int To, BigInteger Amount) : PlainEvent(Entry, At, Case);

/// <summary>A cap stopped a step.</summary>
public sealed record PlainStop(ulong Entry, LogTime At, ulong Case, int Cap, int Step) : PlainEvent(Entry, At, Case);

/// <summary>A cap filled up to where somebody is warned.</summary>
public sealed record PlainWarning(ulong Entry, LogTime At, ulong Case, int Cap, int Clause) : PlainEvent(Entry, At, Case);

/// <summary>Somebody has to do something by then, whatever becomes of the case.</summary>
public sealed record PlainDuty(ulong Entry, LogTime At, ulong Case, DutyKind Kind, int Step, int Clause, LogTime Due)
    : PlainEvent(Entry, At, Case);

/// <summary>A shadow would have decided otherwise; -1 for no step.</summary>
public sealed record PlainDifference(ulong Entry, LogTime At, ulong Case, int Shadow, int State, int Live, int Instead)
    : PlainEvent(Entry, At, Case);

/// <summary>A case of another product has to open because of this one.</summary>
public sealed record PlainOpening(ulong Entry, LogTime At, ulong Case, string Product) : PlainEvent(Entry, At, Case);

/// <summary>A question was asked, with the facts that belong to it.</summary>
public sealed record PlainAsked(
    ulong Entry, LogTime At, ulong Case, int Step, IReadOnlyDictionary<int, Int128> Facts, LogTime Due) : PlainEvent(Entry, At, Case);

/// <summary>A question has its answer: accepted where it was granted.</summary>
public sealed record PlainAnswered(ulong Entry, LogTime At, ulong Case, ulong Request, CaseOutcome Outcome) : PlainEvent(Entry, At, Case);

/// <summary>Somebody approved a step on a head.</summary>
public sealed record PlainApproved(ulong Entry, LogTime At, ulong Case, int Step, int Authority, ulong Actor, ulong Head)
    : PlainEvent(Entry, At, Case);

/// <summary>An approval was withdrawn.</summary>
public sealed record PlainWithdrawn(ulong Entry, LogTime At, ulong Case, ulong Approval) : PlainEvent(Entry, At, Case);

/// <summary>An authority was granted or revoked.</summary>
public sealed record PlainGrant(ulong Entry, LogTime At, ulong Actor, string Product, string Authority, bool Held)
    : PlainEvent(Entry, At, 0);

/// <summary>Nobody was there from one instant to another.</summary>
public sealed record PlainOutage(ulong Entry, LogTime At, LogTime From) : PlainEvent(Entry, At, 0);

/// <summary>What a kept fact was before the story began.</summary>
public sealed record PlainPrior(ulong Entry, LogTime At, string Product, string Fact, Int128 Value) : PlainEvent(Entry, At, 0);
