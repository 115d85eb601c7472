using Onus.Core;

namespace Onus.Testing.Cases;

/// <summary>Something that somebody asks of running products.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Under">The authority that the actor acts under, by name; null for a party.</param>
public abstract record PlainCommand(ulong Actor, string? Under)
{
    /// <summary>Opens a case; parties, accounts (<c>party/name</c>) and facts by name.</summary>
    public sealed record Open(
        ulong Actor, string? Under, string Product, IReadOnlyDictionary<string, ulong> Parties,
        IReadOnlyDictionary<string, ulong> Accounts, IReadOnlyDictionary<string, Int128> Facts) : PlainCommand(Actor, Under);

    /// <summary>Takes a step or appeals.</summary>
    public sealed record Take(ulong Actor, string? Under, ulong Case, int Step, ulong Head) : PlainCommand(Actor, Under);

    /// <summary>Approves a step that needs several people.</summary>
    public sealed record Approve(ulong Actor, string? Under, ulong Case, int Step, ulong Head) : PlainCommand(Actor, Under);

    /// <summary>Takes an approval back.</summary>
    public sealed record Withdraw(ulong Actor, string? Under, ulong Case, ulong Approval) : PlainCommand(Actor, Under);

    /// <summary>Gives a fact.</summary>
    public sealed record Give(ulong Actor, string? Under, ulong Case, int Fact, Int128 Value) : PlainCommand(Actor, Under);

    /// <summary>Files evidence.</summary>
    public sealed record File(ulong Actor, string? Under, ulong Case, int Kind) : PlainCommand(Actor, Under);

    /// <summary>Asks a question.</summary>
    public sealed record Ask(ulong Actor, string? Under, ulong Case, int Step, IReadOnlyDictionary<int, Int128> Facts)
        : PlainCommand(Actor, Under);

    /// <summary>Answers a question.</summary>
    public sealed record Answer(ulong Actor, string? Under, ulong Case, ulong Request, bool Grant, ulong Head) : PlainCommand(Actor, Under);

    /// <summary>What the plain cases make of it.</summary>
    public PlainAnswer Run(PlainCases cases, ulong entry, LogTime at) => this switch
    {
        Open c => cases.Open(entry, at, c.Actor, c.Under, c.Product, c.Parties, c.Accounts, c.Facts),
        Take c => cases.Take(entry, at, c.Case, c.Step, c.Actor, c.Under, c.Head),
        Approve c => cases.Approve(entry, at, c.Case, c.Step, c.Actor, c.Under, c.Head),
        Withdraw c => cases.Withdraw(entry, at, c.Case, c.Approval, c.Actor),
        Give c => cases.Give(entry, at, c.Case, c.Fact, c.Value, c.Actor, c.Under),
        File c => cases.File(entry, at, c.Case, c.Kind, c.Actor, c.Under),
        Ask c => cases.Ask(entry, at, c.Case, c.Step, c.Facts, c.Actor, c.Under),
        Answer c => cases.Answer(entry, at, c.Case, c.Request, c.Grant, c.Actor, c.Under, c.Head),
        _ => throw new InvalidOperationException("every command is run"),
    };
}
