using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>A ceiling on a party's exposure.</summary>
internal sealed record BoundCap : BoundSection
{
    public BoundParty? On { get; init; }

    /// <summary>Each of these its own ceiling; null for the party as a whole.</summary>
    public BoundKey? Per { get; init; }

    public BoundQuantity? AtMost { get; init; }

    /// <summary>With a window the cap is on what the blocked steps moved in it; without, on open liability.</summary>
    public BoundQuantity? Window { get; init; }

    public ImmutableArray<BoundWarning> Warns { get; init; } = [];

    public ImmutableArray<BoundCapOpening> Opens { get; init; } = [];

    public ImmutableArray<StepRef> Blocks { get; init; } = [];

    public TextSpan BlocksSpan { get; init; }

    public StepRef? Instead { get; init; }

    public TextSpan InsteadSpan { get; init; }
}

/// <summary>Who is warned when a cap is used to a share of it.</summary>
internal sealed record BoundWarning(BoundActor Who, BoundQuantity At, TextSpan Span);

/// <summary>The product of which a case is opened when a cap is used to a share of it.</summary>
internal sealed record BoundCapOpening(string Product, BoundQuantity At, TextSpan Span);

/// <summary>How long evidence is kept.</summary>
internal sealed record BoundKeep(
    ImmutableArray<BoundEvidence> Evidence, BoundQuantity For, KeepFrom From, TextSpan Span);

/// <summary>What a retention counts from.</summary>
internal enum KeepFrom : byte
{
    Closing,
    Collection,
}

/// <summary>A rule that is evaluated, recorded and reported, and not applied.</summary>
internal sealed record BoundShadow : BoundSection
{
    public ImmutableArray<BoundSource> Because { get; init; } = [];

    public ImmutableArray<BoundReplacement> InsteadOf { get; init; } = [];

    /// <summary>Null is ONUS1002.</summary>
    public DateOnly? Until { get; init; }

    public BoundShadowReport? Report { get; init; }

    /// <summary>Null is ONUS1003.</summary>
    public BoundActor? PromotedBy { get; init; }
}

/// <summary>The guard that a step would have if the shadow were promoted.</summary>
internal sealed record BoundReplacement(StepRef Step, BoundCondition When, TextSpan Span);

/// <summary>The comparison that a shadow reports, and how often.</summary>
internal sealed record BoundShadowReport(string What, BoundRegulator To, BoundQuantity Every, TextSpan Span);
