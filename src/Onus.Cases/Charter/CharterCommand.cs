using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>What somebody asks of the charter.</summary>
/// <param name="Head">Id, trace and actor.</param>
public abstract record CharterCommand(CommandHead Head);

/// <summary>Founds the log: the node itself asks, once.</summary>
/// <param name="Head">Id and trace; the actor is 0, the node.</param>
/// <param name="Origin">The log's origin.</param>
/// <param name="LogKey">The Ed25519 key that the log signs with; 32 bytes.</param>
/// <param name="Signed">Whether acts of the charter need the actors' own signatures.</param>
/// <param name="Alone">Whether one person may do what else takes two: for demonstrations only.</param>
/// <param name="Founders">Two persons or more; one where it is alone.</param>
public sealed record FoundCharter(
    CommandHead Head, string Origin, ReadOnlyMemory<byte> LogKey, bool Signed, bool Alone, ImmutableArray<Founder> Founders)
    : CharterCommand(Head);

/// <summary>Puts a text into the log, in pieces: a product's source, a compiled product, a calendar file.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Text">The bytes.</param>
public sealed record PublishText(CommandHead Head, ReadOnlyMemory<byte> Text) : CharterCommand(Head);

/// <summary>Does an act of the charter, or proposes it where it takes a second person.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Act">The act.</param>
/// <param name="Signature">The actor's signature over the <see cref="CharterStatement"/>; empty without one.</param>
public sealed record DoAct(CommandHead Head, CharterAct Act, ReadOnlyMemory<byte> Signature = default) : CharterCommand(Head);

/// <summary>Seconds what another person proposed: it takes effect.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Proposal">The entry that proposed it.</param>
/// <param name="Signature">The actor's signature over the <see cref="CharterStatement"/>; empty without one.</param>
public sealed record SecondAct(CommandHead Head, ulong Proposal, ReadOnlyMemory<byte> Signature = default) : CharterCommand(Head);

/// <summary>Takes a proposal back, or dismisses another person's.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Proposal">The entry that proposed it.</param>
public sealed record EndProposal(CommandHead Head, ulong Proposal) : CharterCommand(Head);

/// <summary>The answer to a command of the charter.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstOutcome">For an id that was refused before, the outcome of then; else the outcome.</param>
/// <param name="Index">The entry that records it, its own or the first one of its id; 0 where there is none.</param>
/// <param name="Time">When the log accepted that entry; the epoch where there is none.</param>
/// <param name="About">What a refusal is about: an entry, or a place in the product; -1 for nothing.</param>
public readonly record struct CharterResult(
    CharterOutcome Outcome, CharterOutcome FirstOutcome, ulong Index, LogTime Time, long About);
