using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>Where a threshold or a step has its authority from: a rule of law, or a policy of ours.</summary>
internal abstract record BoundSource : BoundSection
{
    /// <summary>The quantities that this source sets.</summary>
    public ImmutableArray<NamedQuantity> Sets { get; init; } = [];
}

/// <summary>A rule of law or of a contract, with its citation.</summary>
internal sealed record BoundRule : BoundSource
{
    /// <summary>The instrument and article; null is ONUS0902.</summary>
    public string? Cites { get; init; }

    public string? Url { get; init; }

    public BoundChecked? Checked { get; init; }

    /// <summary>The steps that the rule requires; no cap may block them.</summary>
    public ImmutableArray<StepRef> Compels { get; init; } = [];
}

/// <summary>When and by whom a citation was last compared with its source, and against what kind of copy.</summary>
internal sealed record BoundChecked(DateOnly Date, BoundActor? By, CheckedAs As, TextSpan Span);

/// <summary>The kind of copy a citation was checked against.</summary>
internal enum CheckedAs : byte
{
    Unsaid,
    Primary,
    Secondary,
    ToConfirm,
}

/// <summary>A choice of our own, with who decided it and when it must be looked at again.</summary>
internal sealed record BoundPolicy : BoundSource
{
    public BoundActor? DecidedBy { get; init; }

    public DateOnly? ReviewBy { get; init; }

    public TextSpan ReviewSpan { get; init; }
}

/// <summary>A threshold with a name, set by exactly one source.</summary>
internal sealed record NamedQuantity : BoundSection
{
    public required Quantity Value { get; init; }

    /// <summary>The place of the value.</summary>
    public required TextSpan ValueSpan { get; init; }

    /// <summary>The name of the rule or policy that sets it.</summary>
    public required string Source { get; init; }
}
