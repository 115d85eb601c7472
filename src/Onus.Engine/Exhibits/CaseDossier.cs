using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Proofs;

namespace Onus.Engine.Exhibits;

/// <summary>An entry of a case, with what it means and how the case stood after it.</summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Header">Its front.</param>
/// <param name="Act">The act, with as much as may be shown; null for what is none.</param>
/// <param name="Explanation">Why it is as it is, as far as may be shown; null where it is withheld or nothing explains it.</param>
/// <param name="After">The case right after it.</param>
/// <param name="IsWithheld">Whether the reader of the exhibit may not see it.</param>
internal sealed record Moment(
    ReadOnlyMemory<byte> Entry, EntryHeader Header, ActEntry? Act, Explanation? Explanation, CaseSummary After, bool IsWithheld)
{
    /// <summary>Whether it is a confidential act that is shown by its public face.</summary>
    public bool IsVeiled => Act is { Seal: not null, Firings.IsEmpty: true } && Explanation is null;
}

/// <summary>A case as it stood at a state root: its entries in order, and all that they rest on. Made by one fold over the log,
/// from its beginning to the root.</summary>
internal sealed class CaseDossier
{
    private CaseDossier(StateRootEntry root, CaseStanding standing, List<Moment> moments, RestsOn restsOn) =>
        (Root, Standing, Moments, RestsOn) = (root, standing, moments, restsOn);

    /// <summary>The state root.</summary>
    public StateRootEntry Root { get; }

    /// <summary>How the case stands under it.</summary>
    public CaseStanding Standing { get; }

    /// <summary>The entries of the case, from its opening.</summary>
    public IReadOnlyList<Moment> Moments { get; }

    /// <summary>The other entries.</summary>
    public RestsOn RestsOn { get; }

    /// <summary>The case as it stood last.</summary>
    public CaseSummary Last => Moments[^1].After;

    /// <summary>Whether something about the case is not shown.</summary>
    public bool HidesSomething => Moments.Any(m => m.IsVeiled || m.IsWithheld);

    /// <summary>Reads a case; null where the log has no such case by the root.</summary>
    public static CaseDossier? Read(LedgerEntries log, ulong size, ulong @case, StateRootEntry root, bool isPublic)
    {
        using var fold = new LogFold(log, size);
        if (@case >= root.AsOf || !ActEntry.TryRead(fold.Read(@case), out var opening) || opening!.Opening is null) return null;
        var reading = new Reading(fold, @case, isPublic);
        fold.MoveTo(@case);
        while (fold.Next < root.AsOf) reading.Step();

        var frozen = fold.Cases.Freeze(withSnapshot: false, @case);
        Invariant.Holds(frozen is not null);
        Invariant.Holds(frozen.Run() == root.CaseRoot);
        var standing = frozen.StandingOf(@case);
        Invariant.Holds(standing is not null);
        reading.RestsOn.AddRoot(root.Envelope.Index);
        return new CaseDossier(root, standing, reading.Moments, reading.RestsOn);
    }

    private sealed class Reading(LogFold fold, ulong @case, bool isPublic)
    {
        private readonly HiddenEntries _hidden = new(entry => fold.Cases.Products.Get(entry).Product);

        public List<Moment> Moments { get; } = [];

        public RestsOn RestsOn { get; } = new(fold, @case);

        public void Step()
        {
            var entry = fold.Read(fold.Next);
            if (CaseCheck.LinkOf(entry, @case) is null)
            {
                fold.Step();
                return;
            }

            Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
            var (withheld, hidesBefore) = (isPublic && _hidden.Hides(entry), isPublic && _hidden.AnySealed);
            var act = ReadAct(entry);
            var isVeiled = isPublic && act?.Seal is not null;
            var explanation = withheld || isVeiled || !Explainer.TryExplainNext(fold, out var told) ? null : hidesBefore ? Reduce(told) : told;
            if (!withheld) RestsOn.Add(entry, act);
            fold.Step();
            Invariant.Holds(fold.Cases.TryGetCase(@case, out var after));
            Moments.Add(new Moment(entry, header, act, explanation, after, withheld));
        }

        private ActEntry? ReadAct(ReadOnlyMemory<byte> entry)
        {
            if (!ActEntry.TryRead(entry, out var act) || act!.Seal is null || isPublic) return act;
            var before = act.Envelope.Index - 1;
            Invariant.Holds(SealedPart.TryRead(fold.Read(before), out var part));
            Invariant.Holds(Face.TryOpen(act, part!, out var full));
            RestsOn.AddSealed(before);
            return full;
        }

        /// <summary>After a confidential act only what an entry says itself: facts and options could come from what is hidden.</summary>
        private static Explanation Reduce(Explanation told) => told with
        {
            Facts = [],
            Stays = [.. told.Stays.Where(s => s.Fired is not null).Select(s => s with { Options = [], Differences = [] })],
        };
    }
}
