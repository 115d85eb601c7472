using System.Collections.Immutable;
using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Cases.Explaining;
using Onus.Cases.Keeping;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Views;

namespace Onus.Server.Cases;

/// <summary>All that the state knows of one case, taken at one moment.</summary>
internal sealed class CaseFile
{
    private readonly LogPages _log;

    private CaseFile(LogPages log) => _log = log;

    public required CaseSummary Summary { get; init; }

    /// <summary>The ledger account of each account, by id.</summary>
    public required ImmutableArray<Id128> AccountIds { get; init; }

    /// <summary>What of it is, or was, in the vault.</summary>
    public required IReadOnlyList<KeptRecord> Kept { get; init; }

    /// <summary>Whether a legal hold stops every destruction.</summary>
    public required bool IsOnHold { get; init; }

    /// <summary>The open approvals, and whether each still counts.</summary>
    public required IReadOnlyList<(ApprovalSummary Approval, bool Counts)> Approvals { get; init; }

    /// <summary>What comes next and what silence does.</summary>
    public required IReadOnlyList<string> Next { get; init; }

    /// <summary>What it owes.</summary>
    public IReadOnlyList<DutyView> Duties { get; private set; } = [];

    /// <summary>Takes the file of a case; null where there is no such case.</summary>
    public static async Task<CaseFile?> ReadAsync(Node node, LogPages log, ulong opened)
    {
        var (file, duties) = await node.ReadAsync((cases, ledger) => Read(cases, ledger, log, opened)).ConfigureAwait(false);
        if (file is not null) file.Duties = [.. duties.Select(duty => DutyViews.Of(duty, log))];
        return file;
    }

    /// <summary>Who brought what an entry brought.</summary>
    public ulong FilerOf(ulong entry)
    {
        if (!_log.TryRead(entry, out var bytes)) return 0;
        return CaseMoments.ReadAct(_log, bytes) is { } act ? act.Envelope.Actor : EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes)).Actor;
    }

    private static (CaseFile? File, IReadOnlyList<DutyStanding> Duties) Read(CasesState cases, LedgerState ledger, LogPages log, ulong opened)
    {
        if (!cases.TryGetCase(opened, out var summary)) return (null, []);
        var product = summary.Product.Product;
        var words = new ProductWords(product);
        var (own, law) = cases.ClocksOf(opened);
        var file = new CaseFile(log)
        {
            Summary = summary,
            AccountIds = [.. summary.Accounts.Select(account => ledger.TryGetAccount(account, out var found) ? found.Id : Id128.None)],
            Kept = cases.Evidence.OfCase(opened),
            IsOnHold = cases.Evidence.HoldsOn(opened).Count > 0,
            Approvals = [.. summary.Approvals.Select(a => (a, cases.Registry.Holds(a.Actor, product.Name, product.Authorities[a.Authority].Name)))],
            Next = [.. NextWords.Say(words, summary.State, own, law)],
        };
        return (file, [.. cases.Duties.Find(new DutyFilter { Case = opened }, null, int.MaxValue).Select(duty => DutyStanding.Of(duty, cases))]);
    }
}

/// <summary>A duty with the product version that it is of.</summary>
internal readonly record struct DutyStanding(DutyRecord Duty, EnactedProduct Product)
{
    public static DutyStanding Of(DutyRecord duty, CasesState cases) => new(duty, cases.Products.Get(duty.Product));
}
