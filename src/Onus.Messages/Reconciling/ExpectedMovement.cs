using Onus.Core;

namespace Onus.Messages;

/// <summary>A movement of the ledger that an account statement should show.</summary>
/// <param name="Key">Its place in the ledger, such as the index of its entry.</param>
/// <param name="Amount">What moved.</param>
/// <param name="Side">Which way, seen by the owner of the account.</param>
/// <param name="Day">The day on which it is expected.</param>
/// <param name="Reference">The reference that it was sent with, where there is one.</param>
public sealed record ExpectedMovement(ulong Key, Money Amount, EntrySide Side, DateOnly Day, string? Reference);

/// <summary>One line of a statement: an entry, or one of the transactions that make it up.</summary>
/// <param name="Entry">The entry that it comes from.</param>
/// <param name="Amount">What moved.</param>
/// <param name="Side">Which way, seen by the owner of the account.</param>
/// <param name="Day">The day on which it was booked, or else bears interest; null where the statement gives
/// neither.</param>
/// <param name="Reference">The first of end-to-end id, transaction id, creditor's reference and instruction id that is
/// there.</param>
public sealed record StatementLine(StatementEntry Entry, Money Amount, EntrySide Side, DateOnly? Day, string? Reference)
{
    private const string NotProvided = "NOTPROVIDED";

    /// <summary>The lines of entries: a booked batch whose details all give amounts in its currency is one line for
    /// each.</summary>
    public static IReadOnlyList<StatementLine> Of(IEnumerable<StatementEntry> entries)
    {
        var lines = new List<StatementLine>();
        foreach (var entry in entries)
        {
            if (entry.Status != EntryStatus.Booked) continue;
            var day = entry.Booked ?? entry.Value;
            if (entry.Details.Count > 1 && entry.Details.All(d => d.Amount?.Currency == entry.Amount.Currency))
                foreach (var detail in entry.Details)
                    lines.Add(new StatementLine(entry, detail.Amount!.Value, entry.Side, day, ReferenceOf(detail)));
            else
                lines.Add(new StatementLine(entry, entry.Amount, entry.Side, day, entry.Details.Count == 1
                    ? ReferenceOf(entry.Details[0]) : null));
        }

        return lines;
    }

    private static string? ReferenceOf(EntryDetail detail) =>
        new[] { detail.Ids.EndToEnd, detail.Ids.Transaction, detail.CreditorReference, detail.Ids.Instruction }
            .FirstOrDefault(reference => reference is not null && reference != NotProvided);
}
