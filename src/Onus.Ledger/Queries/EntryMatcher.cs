using Onus.Core.Formats;

namespace Onus.Ledger.Queries;

/// <summary>Judges one entry by a filter.</summary>
internal sealed class EntryMatcher(EntryFilter filter, LedgerState ledger, LedgerQueries queries)
{
    public bool Matches(LedgerEntry entry) =>
        (filter.From is null || entry.Time >= filter.From)
        && (filter.Until is null || entry.Time < filter.Until)
        && (filter.Act is null || entry.Transfer?.Act == filter.Act)
        && (filter.Code is null || (entry.Transfer?.Code ?? entry.Postings?.Code) == filter.Code)
        && (filter.Reference is null || (entry.Transfer?.Reference ?? entry.Postings?.Reference) == filter.Reference)
        && (filter.User128 is null || (entry.Transfer?.User128 ?? entry.Postings?.User128) == filter.User128)
        && (filter.User64 is null || (entry.Transfer?.User64 ?? entry.Postings?.User64) == filter.User64)
        && (filter.User32 is null || (entry.Transfer?.User32 ?? entry.Postings?.User32) == filter.User32)
        && entry.Lines.Any(IsWanted)
        && (filter.State is null || StateOf(entry) == filter.State);

    private bool IsWanted(PostedLine line) =>
        (filter.Account is null || line.Account == filter.Account)
        && (filter.AtLeast is null || line.Amount >= filter.AtLeast)
        && (filter.AtMost is null || line.Amount <= filter.AtMost)
        && (filter.Party is null || (ledger.TryGetAccount(line.Account, out var account) && account.Party == filter.Party));

    private HoldState StateOf(LedgerEntry entry) =>
        entry.Transfer?.Act == TransferAct.Hold ? queries.HoldOf(entry.Index).State : HoldState.None;
}
