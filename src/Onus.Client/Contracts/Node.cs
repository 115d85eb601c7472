using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>The node in short: what the first page of a console shows.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="VerifierKey">The log's public key, as a C2SP vkey: to be kept elsewhere.</param>
/// <param name="Size">How many entries the log has.</param>
/// <param name="Checkpoint">The newest signed checkpoint.</param>
/// <param name="Time">The wall clock of the node.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="IsFounded">Whether somebody governs the node yet.</param>
/// <param name="Witnesses">The names of those who cosigned the checkpoint, the log itself left out.</param>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Cases">How many cases were ever opened.</param>
/// <param name="OpenCases">How many are open.</param>
/// <param name="MoneyInFlight">Per unit, what is reserved: held and not yet captured.</param>
/// <param name="States">Open cases by product and state.</param>
/// <param name="DueSoon">Open cases by when silence acts: within an hour, a day, a week, later.</param>
/// <param name="Duties">Reports and notices that are owed, by state.</param>
public sealed record NodeView(
    string Origin, string VerifierKey, ulong Size, string Checkpoint, LogTime Time, string Version, bool IsFounded,
    IReadOnlyList<string> Witnesses, ulong Accounts, ulong Cases, ulong OpenCases, IReadOnlyList<AmountView> MoneyInFlight,
    IReadOnlyList<StateCount> States, DueSoon DueSoon, IReadOnlyList<DutyCount> Duties);

/// <summary>An amount of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Amount">The amount.</param>
public sealed record AmountView(string Unit, string Amount);

/// <summary>Open cases in one state.</summary>
/// <param name="Product">The product.</param>
/// <param name="State">The state.</param>
/// <param name="Title">The state's title.</param>
/// <param name="Cases">How many.</param>
/// <param name="Stake">The sum of their stakes.</param>
/// <param name="Currency">The currency; null where there is no stake.</param>
public sealed record StateCount(string Product, string State, string Title, ulong Cases, string Stake, string? Currency);

/// <summary>Open cases by when silence acts.</summary>
/// <param name="Hour">Within an hour.</param>
/// <param name="Day">Within a day.</param>
/// <param name="Week">Within a week.</param>
/// <param name="Later">Later.</param>
public sealed record DueSoon(ulong Hour, ulong Day, ulong Week, ulong Later);

/// <summary>Duties in one state.</summary>
/// <param name="Kind"><c>Report</c> or <c>Notice</c>.</param>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
public sealed record DutyCount(string Kind, string State, ulong Count);

/// <summary>One event of the feed: an entry once it is durable.</summary>
/// <param name="Index">The entry's index: resume after it.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Headline">What it says, in one line; null where the asker may not see it.</param>
/// <param name="Case">The case; null for what is of none.</param>
/// <param name="Balances">What its accounts held right after it; of a feed without balances empty.</param>
public sealed record FeedEvent(
    ulong Index, LogTime Time, string Kind, string? Headline, ulong? Case, IReadOnlyList<AccountBalance> Balances);

/// <summary>What an account held right after an entry.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balances">Its sums.</param>
public sealed record AccountBalance(Id128 Account, BalanceView Balances);

/// <summary>What a caller keeps of a command.</summary>
/// <param name="Index">The entry's index.</param>
/// <param name="Entry">The entry's bytes, base64.</param>
/// <param name="Proof">The C2SP tlog-proof that leads to the log's signed checkpoint, as text.</param>
public sealed record ReceiptView(ulong Index, string Entry, string Proof);
