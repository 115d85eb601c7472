using System.Diagnostics.CodeAnalysis;
using Onus.Cases.Explaining;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Explains entries of cases: who or what decided, under which rule and version, from which facts, what else was
/// possible, what would have had to differ, what it moved, and what comes next.</summary>
/// <remarks>It folds the log up to the entry and looks at the state before it, so it tells what was known then. Only whether
/// a personal value was erased since is looked up in what came after.</remarks>
public static class Explainer
{
    /// <summary>Explains an entry.</summary>
    /// <param name="log">The log.</param>
    /// <param name="size">How many entries it has.</param>
    /// <param name="entry">The entry, smaller than the size.</param>
    /// <param name="explanation">The explanation.</param>
    /// <returns>Whether it is an entry of a case.</returns>
    public static bool TryExplain(IEntryReader log, ulong size, ulong entry, [NotNullWhen(true)] out Explanation? explanation)
    {
        using var fold = new LogFold(log, size);
        fold.MoveTo(entry);
        return TryExplainNext(fold, out explanation);
    }

    /// <summary>Explains the entry that the fold comes to next.</summary>
    public static bool TryExplainNext(LogFold fold, [NotNullWhen(true)] out Explanation? explanation)
    {
        ArgumentNullException.ThrowIfNull(fold);
        explanation = null;
        if (fold.Next >= fold.Size) return false;
        var entry = fold.Read(fold.Next);
        if (!EntryHeader.TryRead(entry.Span, out var header) || header.Kind is < EntryKind.ActorRegistered or >= EntryKind.Throttled) return false;
        if (fold.Tables.TryReadAct(entry, out var act)) explanation = new ActExplainer(fold, act).Explain();
        else if (CaseRefused.TryRead(entry, out var refused)) explanation = new RefusalExplainer(fold, refused!).Explain();
        else explanation = Matter(fold, entry);
        return explanation is not null;
    }

    /// <summary>What every explanation says of itself.</summary>
    internal static Explanation Frame(LogFold fold, in EntryEnvelope envelope, ulong @case, ulong product) => new()
    {
        Entry = envelope.Index,
        Time = envelope.Time,
        Kind = envelope.Kind,
        Headline = "",
        Case = @case,
        Product = fold.Cases.Products.TryGet(product, out var enacted)
            ? new ExplainedProduct(enacted.Product.Name, enacted.Product.Version, enacted.Product.Title, enacted.Entry, enacted.Compiled)
            : null,
    };

    private static Explanation? Matter(LogFold fold, ReadOnlyMemory<byte> entry)
    {
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        return envelope.Lineage.Count > 0 && fold.Tables.Cases.TryGet(envelope.Lineage[^1].Subject, out var record)
            ? new MatterExplainer(fold, envelope, record).Explain(entry)
            : null;
    }
}
