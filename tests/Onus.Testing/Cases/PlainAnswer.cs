using Onus.Core.Formats;

namespace Onus.Testing.Cases;

/// <summary>What became of a command.</summary>
/// <param name="Reasons">Every reason for which it is refused; none where it is accepted.</param>
/// <param name="Events">What happened.</param>
public sealed record PlainAnswer(IReadOnlyList<CaseOutcome> Reasons, IReadOnlyList<PlainEvent> Events)
{
    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted => Reasons.Count == 0;

    /// <summary>The first reason in the published order of precedence.</summary>
    public CaseOutcome Outcome => IsAccepted ? CaseOutcome.Accepted : Reasons.Min();

    /// <summary>The steps that fired, in order.</summary>
    public IEnumerable<PlainFiring> Firings => Events.OfType<PlainFiring>();

    /// <summary>The products of which cases have to open, in order.</summary>
    public IEnumerable<string> Openings => Events.OfType<PlainOpening>().Select(o => o.Product);

    /// <summary>The case that it is about; 0 where nothing happened.</summary>
    public ulong Case => Events.Count == 0 ? 0 : Events[^1].Case;
}
