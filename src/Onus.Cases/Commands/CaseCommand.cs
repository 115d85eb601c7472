using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>What somebody asks of a case. Names are the product's own: which version they belong to, the case knows.</summary>
/// <param name="Head">Id, trace and actor.</param>
public abstract record CaseCommand(CommandHead Head)
{
    /// <summary>The most facts, pieces of evidence, parties or accounts in one command.</summary>
    public const int MostItems = 100;

    /// <summary>The most characters of a name.</summary>
    public const int MostCharacters = 100;

    /// <summary>The most bytes of a signature.</summary>
    public const int MostSignature = 512;

    /// <summary>What is wrong whatever the state is; accepted where nothing is.</summary>
    internal abstract CaseOutcome Check();

    private protected static bool IsName(string? name) => name is { Length: > 0 and <= MostCharacters };

    private protected static CaseOutcome CheckItems(ImmutableArray<FactInput> facts, ImmutableArray<EvidenceInput> evidence)
    {
        if (facts.Length > MostItems || evidence.Length > MostItems) return CaseOutcome.TooMany;
        foreach (var fact in facts)
            if (!IsName(fact.Fact)) return CaseOutcome.NameOutOfRange;
        foreach (var filed in evidence)
            if (!IsName(filed.Kind)) return CaseOutcome.NameOutOfRange;
        return AreTwice(facts, f => f.Fact) || AreTwice(Commitments(facts, evidence), c => c) ? CaseOutcome.GivenTwice : CaseOutcome.Accepted;
    }

    // What an entry commits to is known by the entry and the commitment: with a salt of its own, no two are equal.
    private static ImmutableArray<Hash256> Commitments(ImmutableArray<FactInput> facts, ImmutableArray<EvidenceInput> evidence) =>
        [.. facts.Where(f => f.Commitment is not null).Select(f => f.Commitment.GetValueOrDefault()), .. evidence.Select(e => e.Commitment)];

    private protected static bool AreTwice<T, TKey>(ImmutableArray<T> items, Func<T, TKey> keyOf)
        where TKey : IEquatable<TKey>
    {
        for (var i = 1; i < items.Length; i++)
            for (var j = 0; j < i; j++)
                if (keyOf(items[i]).Equals(keyOf(items[j]))) return true;
        return false;
    }
}

/// <summary>A fact as a command gives it.</summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="Value">Its value as a whole number; of a personal fact, the lowest value of its cell of the guard partition.</param>
/// <param name="Commitment">Of a personal fact, SHA-256 over salt and value; null otherwise.</param>
public readonly record struct FactInput(string Fact, Int128 Value, Hash256? Commitment = null);

/// <summary>Evidence as a command files it.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Commitment">SHA-256 over salt and content hash; the bytes lie in the vault.</param>
public readonly record struct EvidenceInput(string Kind, Hash256 Commitment);

/// <summary>Who is a party of a case.</summary>
/// <param name="Party">The party's name.</param>
/// <param name="Actor">The entry that registered the actor.</param>
public readonly record struct PartyInput(string Party, ulong Actor);

/// <summary>Which ledger account is an account of a case.</summary>
/// <param name="Account">Its name, <c>party/name</c>.</param>
/// <param name="Opened">The entry that opened the ledger account.</param>
public readonly record struct AccountInput(string Account, ulong Opened);
