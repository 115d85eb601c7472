using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>Who can own a state, decide or be told: a party or an authority of one; they share a name space.</summary>
internal abstract record BoundActor : BoundSection
{
    /// <summary>The party itself, or the one the authority belongs to.</summary>
    public abstract BoundParty Party { get; }
}

/// <summary>Somebody who can be liable.</summary>
internal sealed record BoundParty : BoundActor
{
    public PartyRole Role { get; init; }

    public override BoundParty Party => this;
}

/// <summary>How a party stands to us and when it is bound.</summary>
internal enum PartyRole : byte
{
    /// <summary>Bound to an actor when a case opens.</summary>
    Plain,

    /// <summary>The log's own legal entity.</summary>
    Us,

    /// <summary>A protected natural person, bound when a case opens.</summary>
    Consumer,

    /// <summary>Independent of us, bound when the product is enacted.</summary>
    Independent,
}

/// <summary>A power to decide, held by persons of one party.</summary>
internal sealed record BoundAuthority : BoundActor
{
    public required BoundParty Of { get; init; }

    /// <summary>How many different persons, of which authorities; null for a power that one person holds.</summary>
    public BoundQuorum? Quorum { get; init; }

    public override BoundParty Party => Of;

    /// <summary>How many persons must agree.</summary>
    public int Persons => Quorum?.Needed ?? 1;
}

/// <summary>A number of different persons out of the named authorities; a quorum of quorums is refused by the binder.</summary>
internal sealed record BoundQuorum(int Needed, ImmutableArray<BoundAuthority> Members, TextSpan Span);
