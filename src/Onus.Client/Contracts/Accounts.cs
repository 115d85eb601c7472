using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A request to open an account.</summary>
/// <param name="Account">Its id, or a name: the log sees only the first half of the name's SHA-256.</param>
/// <param name="Book">The book's id or name.</param>
public sealed record OpenAccountRequest(string Account, string Book)
{
    /// <summary>Whose account it is: an actor's entry; null for nobody's.</summary>
    public ulong? Party { get; init; }

    /// <summary>The user's code for what kind of account this is.</summary>
    public int Code { get; init; }

    /// <summary>By how much debits may exceed credits; <c>"0"</c> for never negative, null for no limit.</summary>
    public string? DebitLimit { get; set; } = "0";

    /// <summary>By how much credits may exceed debits; null for no limit.</summary>
    public string? CreditLimit { get; init; }
}

/// <summary>A request to set an account's limits.</summary>
/// <param name="DebitLimit">By how much debits may exceed credits; null for no limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; null for no limit.</param>
public sealed record ChangeLimitsRequest(string? DebitLimit, string? CreditLimit);

/// <summary>The sums of an account, in units of its book.</summary>
/// <param name="DebitsPosted">Posted debits.</param>
/// <param name="CreditsPosted">Posted credits.</param>
/// <param name="DebitsPending">Reserved debits.</param>
/// <param name="CreditsPending">Reserved credits.</param>
/// <param name="Balance">Posted credits less posted debits; negative with a leading <c>-</c>.</param>
public sealed record BalanceView(string DebitsPosted, string CreditsPosted, string DebitsPending, string CreditsPending, string Balance);

/// <summary>An account as it stands, or as it stood.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Opened">The entry that opened it.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Book">The book's id.</param>
/// <param name="Unit">The book's unit.</param>
/// <param name="Party">The actor whose account it is; null for nobody's.</param>
/// <param name="PartyName">The actor's name, where this node knows one.</param>
/// <param name="Code">The user's code.</param>
/// <param name="DebitLimit">By how much debits may exceed credits; null for no limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; null for no limit.</param>
/// <param name="IsClosed">Whether it takes no new debits and credits.</param>
/// <param name="Balances">Its sums.</param>
/// <param name="Head">Its last entry.</param>
/// <param name="Entries">How many entries it has, its opening included.</param>
public sealed record AccountView(
    Id128 Id, ulong Opened, string? Name, Id128 Book, string Unit, ulong? Party, string? PartyName, int Code,
    string? DebitLimit, string? CreditLimit, bool IsClosed, BalanceView Balances, ulong Head, ulong Entries);
