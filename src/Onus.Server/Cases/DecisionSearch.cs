using System.Globalization;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>Which decisions are asked for; what is not given does not matter.</summary>
internal sealed record DecisionFilter(
    ulong? Case, string? Product, ulong? Actor, string? Outcome, bool? Refused, LogTime? From, LogTime? Until);

/// <summary>Finds decisions, refusals and lapses in the log, newest first, each in the face that the caller may see.</summary>
internal sealed class DecisionSearch(CaseBoard board, LogPages log, ProductTexts products, ActorNames names)
{
    // So many entries are looked at for one page; a page may be short, or empty, and still have a next one.
    private const int Budget = 5_000;

    /// <summary>A page.</summary>
    /// <param name="sight">Who asks.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="before">The entry before which to go on; null for the newest.</param>
    /// <param name="limit">The most rows.</param>
    public async Task<Page<DecisionRow>> PageAsync(Sight sight, DecisionFilter filter, ulong? before, int limit)
    {
        var rows = new List<DecisionRow>();
        var next = Math.Min(before ?? ulong.MaxValue, log.Size);
        var indexes = filter.Case is { } one ? await EntriesOfAsync(one, next).ConfigureAwait(false) : Backwards(next);
        var looked = 0;
        foreach (var index in indexes)
        {
            if (rows.Count == limit || looked++ == Budget) return new Page<DecisionRow>(rows, next.ToString(CultureInfo.InvariantCulture));
            next = index;
            if (!log.TryRead(index, out var entry) || !EntryHeader.TryRead(entry.Span, out var header)) continue;
            if (filter.Until is { } until && header.Time >= until) continue;
            if (filter.From is { } from && header.Time < from) return new Page<DecisionRow>(rows, null);
            if (header.Kind is not (>= EntryKind.Act and < EntryKind.Throttled) || await FindAsync(sight, index).ConfigureAwait(false) is not var (line, face)) continue;
            if (RowOf(line, face) is var row && Takes(filter, row)) rows.Add(row);
        }

        return new Page<DecisionRow>(rows, null);
    }

    /// <summary>An entry of a case in the face that the caller may see; null where it is of none, or not for them.</summary>
    public async Task<(CaseLine? Line, CaseMoment Face)?> FindAsync(Sight sight, ulong entry)
    {
        if (!log.TryRead(entry, out var bytes)) return null;
        if (CaseMoments.Alone(log, bytes, products.Of) is not { } moment) return OfNoCase(sight, bytes);
        if (await board.FindAsync(moment.Envelope.Lineage[^1].Subject).ConfigureAwait(false) is not { } line || !sight.MaySee(line)) return null;
        return moment.FaceFor(secrecy => sight.IsNamed(secrecy, line.Parties)) is { } face ? (line, face) : null;
    }

    /// <summary>A refusal to open a case: for who asked, and for who may see everything.</summary>
    private static (CaseLine? Line, CaseMoment Face)? OfNoCase(Sight sight, ReadOnlyMemory<byte> entry)
    {
        if (!CaseRefused.TryRead(entry, out var refused) || (!sight.SeesAll && refused!.Envelope.Actor != sight.Caller.Actor)) return null;
        var code = CaseWords.CodeOf(refused!.Outcome);
        return (null, new CaseMoment { Envelope = refused.Envelope, Headline = $"the opening of a case was refused: {code.Replace('_', ' ')}", Refusal = code });
    }

    private DecisionRow RowOf(CaseLine? line, CaseMoment face)
    {
        var actor = face.Envelope.Actor == 0 ? (ulong?)null : face.Envelope.Actor;
        return new DecisionRow(
            face.Envelope.Index, face.Envelope.Time, face.Envelope.Kind.ToString(), line?.Opened, line?.Product.Product.Name, names.In(face.Headline),
            actor, actor is { } known ? names.Of(known) : null, face.Refusal);
    }

    private static bool Takes(DecisionFilter filter, DecisionRow row) =>
        (filter.Product is null || row.Product == filter.Product)
        && (filter.Actor is null || row.Actor == filter.Actor)
        && (filter.Refused is not { } refused || refused == row.Refusal is not null)
        && (filter.Outcome is null || Same(row.Refusal ?? nameof(CaseOutcome.Accepted), filter.Outcome));

    // An outcome by its name, or as codes write it.
    private static bool Same(string code, string wanted) =>
        string.Equals(code.Replace("_", "", StringComparison.Ordinal), wanted.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ulong> Backwards(ulong end)
    {
        for (var index = end; index > 0; index--) yield return index - 1;
    }

    private async Task<IEnumerable<ulong>> EntriesOfAsync(ulong opened, ulong end)
    {
        if (await board.FindAsync(opened).ConfigureAwait(false) is not { } line) return [];
        return CaseMoments.Entries(log, line.Last).Reverse().Select(entry => EntryHeader.TryRead(entry.Span, out var header) ? header.Index : end).Where(index => index < end);
    }
}
