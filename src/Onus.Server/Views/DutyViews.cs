using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Cases.Explaining;
using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Server.Cases;

namespace Onus.Server.Views;

/// <summary>Reports, notices and reviews as the API shows them.</summary>
internal static class DutyViews
{
    // A report is acknowledged a few entries after it was filed; a case can be busy meanwhile.
    private const int MostLookedAt = 10_000;

    /// <summary>A duty.</summary>
    public static DutyView Of(DutyStanding standing, LogPages log)
    {
        var (duty, product) = standing;
        var words = new ProductWords(product.Product);
        var step = duty.Kind == DutyKind.Warning ? null : product.Product.Steps[duty.Step];
        var to = duty.Kind switch
        {
            DutyKind.Report => duty.Regulator ?? "",
            DutyKind.Notice => words.Whos(step!.Tells[duty.Clause].To),
            DutyKind.Review => words.Who(step!.ReviewedBy!.By),
            _ => words.Who(product.Product.Caps[duty.Step].Warns[duty.Clause].To),
        };
        var done = duty.State is DutyState.Done ? duty.Last : duty.State is DutyState.Acknowledged ? FiledIn(duty, log) : (ulong?)null;
        return new DutyView(
            duty.Name.Act, duty.Name.Ordinal, KindOf(duty.Kind), duty.Case, DutyWords.Say(words, duty), to, duty.Regulator, PlaceOf(duty, log),
            StateOf(duty), duty.Due, done, duty.State == DutyState.Acknowledged ? duty.Last : null, duty.Document);
    }

    /// <summary>What the API calls where a duty stands.</summary>
    public static string StateOf(DutyRecord duty) => duty.State switch
    {
        DutyState.Acknowledged => "Acknowledged",
        DutyState.Done => duty.Kind switch { DutyKind.Report => "Filed", DutyKind.Review => "Held", _ => "Sent" },
        _ => duty.IsLate ? "Overdue" : "Due",
    };

    /// <summary>What the API calls a kind of duty; a warning is a notice.</summary>
    public static string KindOf(DutyKind kind) => kind == DutyKind.Warning ? nameof(DutyKind.Notice) : kind.ToString();

    private static ulong? PlaceOf(DutyRecord duty, LogPages log) =>
        duty.Regulator is not null && log.TryRead(duty.Name.Act, out var entry) && CaseMoments.ReadAct(log, entry) is { } act
            ? act.Duties[duty.Name.Ordinal].Place?.Index
            : null;

    /// <summary>The entry that filed a report which was acknowledged: the walk back along the case.</summary>
    private static ulong? FiledIn(DutyRecord duty, LogPages log)
    {
        var next = duty.Last;
        for (var looked = 0; looked < MostLookedAt && log.TryRead(next, out var entry); looked++)
        {
            if (DutyDone.TryRead(entry, out var done) && done!.Duty == duty.Name && done.Deed == DutyDeed.Filed) return next;
            var link = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage[^1];
            if (link.Ordinal == 0) return null;
            next = link.Previous;
        }

        return null;
    }
}
