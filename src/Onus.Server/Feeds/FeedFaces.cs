using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Cases;

namespace Onus.Server.Feeds;

/// <summary>What an entry says to one follower: its headline and its case, or nothing.</summary>
/// <remarks>Of a case each sees the face that the case's page shows; of money each sees what his own accounts took part in, and
/// actors of the house and auditors all; of the charter, administrators and auditors. That the node wrote a state root, was down or
/// throttled somebody is for all who read.</remarks>
internal sealed class FeedFaces(Node node, DecisionSearch decisions, ActorNames names, OpenedAccounts accounts)
{
    private static readonly (string? Headline, ulong? Case) Blank = (null, null);

    /// <summary>The headline and the case of an entry.</summary>
    /// <param name="sight">What the follower may see of cases.</param>
    /// <param name="own">Of whose accounts alone the follower sees anything; null for all.</param>
    /// <param name="header">The front of the entry.</param>
    /// <param name="entry">The entry.</param>
    public async ValueTask<(string? Headline, ulong? Case)> OfAsync(Sight sight, Id128? own, EntryHeader header, ReadOnlyMemory<byte> entry)
    {
        switch (header.Kind)
        {
            case EntryKind.Transfer or EntryKind.TransferLong or EntryKind.Postings:
                return (MoneyOf(own, entry), null);
            case EntryKind.StateRoot or EntryKind.Throttled or EntryKind.Outage or EntryKind.Genesis or EntryKind.Restored:
                return (Outcomes.TitleOf(header.Kind), null);
            case EntryKind.Refused:
                return (RefusalOf(sight, own, entry), null);
            case EntryKind.AccountOpened:
                return (accounts.Of(header.Index) is var account && (own is null || account.Party == own) ? $"Account opened: {NameOf(account.Id)}" : null, null);
            case >= EntryKind.Act and < EntryKind.Throttled when await decisions.FindAsync(sight, header.Index).ConfigureAwait(false) is var (line, face):
                return (names.In(face.Headline), line?.Opened);
            default:
                return sight.SeesAll || (own is null && header.Kind is >= EntryKind.BookOpened and < EntryKind.ActorRegistered)
                    ? (Outcomes.TitleOf(header.Kind), null)
                    : Blank;
        }
    }

    private string? MoneyOf(Id128? own, ReadOnlyMemory<byte> entry)
    {
        if (LedgerEntry.Read(entry) is not { } moving) return null;
        if (own is { } party && !moving.Lines.Any(line => accounts.Of(line.Account).Party == party)) return null;
        var (from, to) = (accounts.Of(moving.Lines[0].Account), accounts.Of(moving.Lines[1].Account));
        var amount = $"{from.Unit} {Amounts.Text(moving.Lines[0].Amount, from.Digits)}";
        return moving.Transfer switch
        {
            null => $"{moving.Lines.Count} debits and credits posted",
            { Act: TransferAct.Hold } => $"{amount} held from {NameOf(from.Id)} for {NameOf(to.Id)}",
            { Act: TransferAct.Capture } => $"{amount} captured from {NameOf(from.Id)} for {NameOf(to.Id)}",
            { Act: TransferAct.Void or TransferAct.Lapse } => $"{amount} released to {NameOf(from.Id)}",
            { Act: TransferAct.Correction } => $"{amount} corrected from {NameOf(from.Id)} to {NameOf(to.Id)}",
            _ => $"{amount} from {NameOf(from.Id)} to {NameOf(to.Id)}",
        };
    }

    private static string? RefusalOf(Sight sight, Id128? own, ReadOnlyMemory<byte> entry)
    {
        if (!RefusedEntry.TryRead(entry, out var refused) || (own is not null && refused!.Envelope.Actor != sight.Caller.Actor)) return null;
        return refused!.Request == LedgerRequestKind.Transfer
            ? $"A transfer was refused: {Outcomes.TitleOf((TransferOutcome)refused.Code)}"
            : $"A request was refused: {Outcomes.TitleOf(refused.Request)}";
    }

    private string NameOf(Id128 account) => node.Names.Of(account) ?? account.ToString();
}
