using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>Which accounts are wanted; everything that is set must hold.</summary>
public sealed record AccountQuery
{
    /// <summary>Accounts of this actor.</summary>
    public ulong? Party { get; init; }

    /// <summary>Accounts of this book, by id or name.</summary>
    public string? Book { get; init; }

    /// <summary>Accounts with this code.</summary>
    public int? Code { get; init; }

    /// <summary>Accounts that are closed, or that are not.</summary>
    public bool? Closed { get; init; }

    internal Query On(string path) =>
        new Query(path).With("party", Party).With("book", Book).With("code", Code).With("closed", Closed);
}

/// <summary>Which entries that move or reserve money are wanted; everything that is set must hold.</summary>
public sealed record EntryQuery
{
    /// <summary>Entries of this account, by id or name.</summary>
    public string? Account { get; init; }

    /// <summary>Entries of any account of this actor.</summary>
    public ulong? Party { get; init; }

    /// <summary>Entries of this act; only transfers have one.</summary>
    public string? Act { get; init; }

    /// <summary>Entries with this code.</summary>
    public int? Code { get; init; }

    /// <summary>Entries with this reference.</summary>
    public Id128? Reference { get; init; }

    /// <summary>Entries of at least this amount; needs an account, whose unit it is in.</summary>
    public string? AtLeast { get; init; }

    /// <summary>Entries of at most this amount; needs an account, whose unit it is in.</summary>
    public string? AtMost { get; init; }

    /// <summary>Holds that are in this state now.</summary>
    public string? Hold { get; init; }

    /// <summary>Entries that the log accepted at this time or later.</summary>
    public LogTime? From { get; init; }

    /// <summary>Entries that the log accepted before this time.</summary>
    public LogTime? Until { get; init; }

    internal Query On(string path) =>
        new Query(path).With("account", Account).With("party", Party).With("act", Act).With("code", Code)
            .With("reference", Reference).With("atLeast", AtLeast).With("atMost", AtMost).With("hold", Hold)
            .With("from", From).With("until", Until);
}

/// <summary>Which cases are wanted; everything that is set must hold.</summary>
public sealed record CaseQuery
{
    /// <summary>Cases of this product.</summary>
    public string? Product { get; init; }

    /// <summary>Cases in this state.</summary>
    public string? State { get; init; }

    /// <summary>Cases in which this actor takes part.</summary>
    public ulong? Party { get; init; }

    /// <summary>Cases that are open, or that are not.</summary>
    public bool? Open { get; init; }

    /// <summary>Cases in which silence acts before this time.</summary>
    public LogTime? DueBefore { get; init; }

    internal Query On(string path) =>
        new Query(path).With("product", Product).With("state", State).With("party", Party).With("open", Open).With("dueBefore", DueBefore);
}

/// <summary>Which reports or notices are wanted; everything that is set must hold.</summary>
public sealed record DutyQuery
{
    /// <summary>Those in this state.</summary>
    public string? State { get; init; }

    /// <summary>Reports to this regulator.</summary>
    public string? Regulator { get; init; }

    /// <summary>Those of this case.</summary>
    public ulong? Case { get; init; }

    internal Query On(string path) => new Query(path).With("state", State).With("regulator", Regulator).With("case", Case);
}

/// <summary>Which decisions and refusals are wanted; everything that is set must hold.</summary>
public sealed record DecisionQuery
{
    /// <summary>Those of this case.</summary>
    public ulong? Case { get; init; }

    /// <summary>Those of this product.</summary>
    public string? Product { get; init; }

    /// <summary>Those that this actor asked for.</summary>
    public ulong? Actor { get; init; }

    /// <summary>Refusals with this outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Refusals only, or everything but them.</summary>
    public bool? Refused { get; init; }

    /// <summary>Those that the log accepted at this time or later.</summary>
    public LogTime? From { get; init; }

    /// <summary>Those that the log accepted before this time.</summary>
    public LogTime? Until { get; init; }

    internal Query On(string path) =>
        new Query(path).With("case", Case).With("product", Product).With("actor", Actor).With("outcome", Outcome)
            .With("refused", Refused).With("from", From).With("until", Until);
}
