using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>Who is liable for how much.</summary>
/// <param name="AsOf">How many entries the log had.</param>
/// <param name="Time">The time of the last of them.</param>
/// <param name="Lines">By actor, product, state and law.</param>
/// <param name="Totals">By actor and product: balances of liability accounts, each of which can be proven.</param>
/// <param name="Caps">How full each cap is.</param>
/// <param name="Equations">For each currency, the open stake and the sum of all liabilities.</param>
public sealed record ExposureView(
    ulong AsOf, LogTime Time, IReadOnlyList<ExposureRow> Lines, IReadOnlyList<ExposureTotalRow> Totals, IReadOnlyList<CapView> Caps,
    IReadOnlyList<StakeEquation> Equations);

/// <summary>What an actor is liable for in the open cases of a product version that are in one state.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Party">As which party.</param>
/// <param name="Product">The product.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">The state, by name.</param>
/// <param name="Legal">What the state means in law.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Amount">The sum; <c>"0"</c> where there is no stake and it only answers for them.</param>
/// <param name="Currency">Its currency.</param>
public sealed record ExposureRow(
    ulong Actor, string? Name, string Party, string Product, int Version, string State, string Legal, ulong Cases, string Amount,
    string Currency);

/// <summary>What an actor is liable for under a product.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Product">The product.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Account">The id of the liability account.</param>
public sealed record ExposureTotalRow(ulong Actor, string? Name, string Product, string Amount, string Currency, Id128 Account);

/// <summary>How full a cap is.</summary>
/// <param name="Product">The product.</param>
/// <param name="Cap">The cap.</param>
/// <param name="Title">Its title.</param>
/// <param name="On">The party that it limits.</param>
/// <param name="Per">The actor that this one is of; null for one cap in all.</param>
/// <param name="PerName">The actor's name, where this node knows one.</param>
/// <param name="Used">How much of it is used.</param>
/// <param name="Limit">The most.</param>
/// <param name="Currency">The currency.</param>
public sealed record CapView(
    string Product, string Cap, string Title, string On, ulong? Per, string? PerName, string Used, string Limit, string Currency);

/// <summary>The law of responsibility as a sum: what is at stake is what somebody is liable for.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="OpenStake">The stake of all open cases.</param>
/// <param name="Liabilities">The sum of all parties' liabilities.</param>
/// <param name="Claims">The balance of the claims account, to which they are owed.</param>
public sealed record StakeEquation(string Currency, string OpenStake, string Liabilities, string Claims);

/// <summary>An entry that moved an actor's liability under a product.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Time">When.</param>
/// <param name="Product">The product.</param>
/// <param name="After">What the actor was liable for after it.</param>
public sealed record ExposureMove(ulong Entry, LogTime Time, string Product, string After);
