using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Cases;

/// <summary>Who answers for how much: open liability by party, product, state and legal meaning, against caps.</summary>
/// <param name="AsOf">How many entries of the log it is true of.</param>
/// <param name="Time">The time of the last of them.</param>
/// <param name="Lines">The open cases, added up; by actor, product, version, state.</param>
/// <param name="Totals">Each actor's total under a product: what its liability account holds.</param>
/// <param name="Answering">Cases without a stake: who answers for them, without an amount.</param>
/// <param name="Caps">How full each cap is.</param>
/// <param name="History">How the totals moved, oldest first; only where one actor was asked for.</param>
public sealed record ExposureReport(
    ulong AsOf, LogTime Time, ImmutableArray<ExposureLine> Lines, ImmutableArray<ExposureTotal> Totals,
    ImmutableArray<AnsweringLine> Answering, ImmutableArray<CapUse> Caps, ImmutableArray<ExposureStep> History);

/// <summary>What an actor is liable for in the open cases of a product version that are in one state.</summary>
/// <param name="Actor">The entry that registered the actor.</param>
/// <param name="Party">As which party.</param>
/// <param name="Product">The product.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">The state.</param>
/// <param name="Legal">What the state means in law.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Amount">The sum.</param>
public sealed record ExposureLine(
    ulong Actor, string Party, string Product, int Version, string State, string Legal, ulong Cases, Money Amount);

/// <summary>What an actor is liable for under a product: the balance of its liability account.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Product">The product.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Account">The entry that opened the liability account, whose balance can be proven.</param>
public sealed record ExposureTotal(ulong Actor, string Product, Money Amount, ulong Account);

/// <summary>The open cases without a stake in one state that an actor answers for.</summary>
public sealed record AnsweringLine(ulong Actor, string Party, string Product, int Version, string State, string Legal, ulong Cases);

/// <summary>How full a cap is.</summary>
/// <param name="Product">The product.</param>
/// <param name="Cap">The cap.</param>
/// <param name="Title">Its title.</param>
/// <param name="On">The party that it limits.</param>
/// <param name="Per">The actor that this one is of; 0 for one cap in all.</param>
/// <param name="Used">How much of it is used.</param>
/// <param name="Limit">The most.</param>
public sealed record CapUse(string Product, string Cap, string Title, string On, ulong Per, Money Used, Money Limit);

/// <summary>An entry that moved an actor's liability under a product.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Time">When.</param>
/// <param name="Product">The product.</param>
/// <param name="After">What the actor was liable for after it.</param>
public sealed record ExposureStep(ulong Entry, LogTime Time, string Product, Money After);
