using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>What is special about a party.</summary>
public enum PartyKind : byte
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>The log's own legal entity.</summary>
    Us,

    /// <summary>A consumer.</summary>
    Consumer,

    /// <summary>Bound when the product is enacted, not at opening.</summary>
    Independent,
}

/// <summary>A party of a case.</summary>
public sealed record Party(string Name, string Title, PartyKind Kind);

/// <summary>Who may decide: one person, or a quorum of different people.</summary>
/// <param name="Name">The authority's name.</param>
/// <param name="Of">The party it acts for.</param>
/// <param name="Quorum">How many different people; 1 where there are no members.</param>
/// <param name="Members">The authorities whose people count; empty for a plain authority.</param>
public sealed record Authority(string Name, int Of, int Quorum, ImmutableArray<int> Members);

/// <summary>A party or an authority, wherever the language lets either stand.</summary>
/// <param name="IsParty">Whether the index is one of parties, not of authorities.</param>
/// <param name="Index">The place in that list.</param>
public readonly record struct Who(bool IsParty, int Index)
{
    /// <summary>A party.</summary>
    public static Who Party(int index) => new(true, index);

    /// <summary>An authority.</summary>
    public static Who Authority(int index) => new(false, index);
}
