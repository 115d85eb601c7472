using Onus.Cases.Replaying;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Runs the history of a log through another version of one of its products; nothing is written.</summary>
/// <remarks>
/// Every case of the product is opened again under the new text, with the facts that were given; what people then did is done
/// again, at the same times, and clocks run as the new text says. Accounts move as they did, but for what cases of the product
/// move. What was refused in the log is not asked again. What the new text makes impossible is counted and named, and the case
/// goes on without it: it cannot be known what people would have done instead.
/// </remarks>
public static class WhatIf
{
    /// <summary>Runs the history.</summary>
    /// <param name="log">The log.</param>
    /// <param name="size">How many entries it has.</param>
    /// <param name="changed">The new version, with its calendar files.</param>
    /// <param name="report">What would have become of the cases.</param>
    /// <param name="refusal">Why it cannot be tried, in one line; null where it was.</param>
    /// <returns>Whether it was tried.</returns>
    public static bool TryRun(IEntryReader log, ulong size, CompiledText changed, out WhatIfReport? report, out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(changed);
        (report, refusal) = (null, null);
        using var fold = new LogFold(log, size);
        if (size == 0 || !EntryHeader.TryRead(fold.Read(0).Span, out var first))
        {
            refusal = "the log is empty";
            return false;
        }

        var start = new LogTime(first.Time.Nanoseconds - LogTime.NanosecondsPerSecond);
        using var world = new WhatIfWorld(fold, changed, start);
        var cases = new WhatIfCases(fold, world);
        while (fold.Next < size)
        {
            var entry = fold.Read(fold.Next);
            Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
            world.Node.WaitUntil(header.Time);
            if (!cases.TryRepeat(entry, header)) world.Mirror(entry, header);
            if (world.Refusal is not null) break;
            fold.Step();
        }

        refusal = world.Refusal;
        if (refusal is null && cases.Count == 0) refusal = $"the log has no case of {changed.Product.Name}";
        if (refusal is not null) return false;
        report = WhatIfTally.Of(fold, world, cases);
        return true;
    }
}
