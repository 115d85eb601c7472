using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>A document or record that a step can need.</summary>
internal sealed record BoundEvidence : BoundSection
{
    public required BoundActor From { get; init; }
}

/// <summary>A ledger account of a party; its full name is <c>party/name</c>.</summary>
internal sealed record BoundAccount : BoundSection
{
    public required BoundParty Party { get; init; }

    /// <summary>Keeps a balance per case that is zero when the case ends.</summary>
    public bool EndsEmpty { get; init; }

    public bool MayGoNegative { get; init; }

    /// <summary>The place of <c>may go negative</c>.</summary>
    public TextSpan NegativeSpan { get; init; }
}

/// <summary>Part of the stake, or of what is left of it.</summary>
/// <param name="Kind">How the part is cut.</param>
/// <param name="Operand">The bound of <c>up to</c>, or the amount or percentage; null for all and the rest.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record BoundShare(ShareKind Kind, BoundOperand? Operand, TextSpan Span);

/// <summary>How a share is cut from the stake.</summary>
internal enum ShareKind : byte
{
    /// <summary>The whole stake.</summary>
    All,

    /// <summary>What the shares before it in the same list left.</summary>
    TheRest,

    /// <summary>The smaller of what is left and the operand (an amount, a fact or a percentage).</summary>
    UpTo,

    /// <summary>Exactly the operand's amount.</summary>
    Amount,

    /// <summary>floor(stake x n / 100) minor units.</summary>
    Percent,
}

/// <summary>A party and the share it bears, is discharged of, or is left with.</summary>
/// <remarks>There is no share where the product has <c>stake none</c> and the party only answers.</remarks>
internal sealed record BoundBearer(BoundParty Party, BoundShare? Share, TextSpan Span);

/// <summary>Liability that goes from one party to another.</summary>
internal sealed record BoundMove(BoundShare Share, BoundParty From, BoundParty To, TextSpan Span);

/// <summary>Money that goes from one account to another.</summary>
internal sealed record BoundPosting(BoundShare Share, BoundAccount From, BoundAccount To, TextSpan Span);

/// <summary>One clause's comma list; <c>the rest</c> means the rest of this list.</summary>
/// <param name="Items">What is listed, in order.</param>
/// <param name="Span">The whole clause.</param>
internal sealed record BoundList<T>(ImmutableArray<T> Items, TextSpan Span);
