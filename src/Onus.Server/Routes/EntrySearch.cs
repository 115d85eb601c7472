namespace Onus.Server.Routes;

/// <summary>Which entries that move or reserve money are wanted; everything that is given must hold.</summary>
internal sealed class EntrySearch
{
    public string? Account { get; init; }

    public ulong? Party { get; init; }

    public string? Act { get; init; }

    public int? Code { get; init; }

    public string? Reference { get; init; }

    public string? AtLeast { get; init; }

    public string? AtMost { get; init; }

    public string? Hold { get; init; }

    public string? From { get; init; }

    public string? Until { get; init; }

    public string? Cursor { get; init; }

    public int? Limit { get; init; }
}
