using System.Collections.Immutable;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Writes the entry of a decided act, and folds it.</summary>
internal sealed class ActWriter(CaseTables tables, ActFold fold, CapWatch caps)
{
    /// <summary>Opens what must be open before the act's own entry: liability accounts.</summary>
    /// <returns>The time that the act's entry will have. Where it is another than the act was decided for, it is decided anew:
    /// clocks start at the time of the entry that starts them.</returns>
    public LogTime Prepare(ActDraft draft, LogTime clock, EntryBatch batch)
    {
        foreach (var move in draft.Plan.Moves)
        {
            Liability(draft.Record, move.From, clock, batch);
            Liability(draft.Record, move.To, clock, batch);
        }

        var next = batch.TimeFor(clock);
        return IsConfidential(draft) ? next.Plus(1) : next;
    }

    /// <summary>Writes the act, behind the sealed part of a confidential one, and folds it.</summary>
    /// <returns>The act with both faces, and the case after it.</returns>
    public (ActEntry Act, CaseRecord Record) Write(ActDraft draft, LogTime clock, EntryBatch batch)
    {
        var lines = LinesOf(draft, clock, batch);
        var isSealed = IsConfidential(draft);
        var front = new EntryEnvelope(EntryKind.SealedPart, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);
        var act = isSealed
            ? Compose(draft, lines, front.Index + 1, front.Time.Plus(1))
            : Compose(draft, lines, front.Index, front.Time);
        if (isSealed)
        {
            (var part, act) = Face.Seal(act, draft.Plan.After.State, Salt.Draw(tables.Options.Entropy), front);
            batch.Add(part.Write, part.Envelope.Time);
        }

        batch.Add(act.Write, act.Envelope.Time);
        if (!draft.Head.Id.IsNone && !tables.Has(CaseFault.ForgetCommands)) tables.Ledger.RememberCommand(draft.Head.Id, act.Envelope.Index, act.Envelope.Time);
        return (act, fold.Apply(act, draft.Opening is null ? draft.Record : null));
    }

    private static bool IsConfidential(ActDraft draft) =>
        Confidential.Is(draft.Record.View.Product, draft.Plan.Firings.AsSpan());

    private ActEntry Compose(ActDraft draft, ImmutableArray<PostedLine> lines, ulong index, LogTime time)
    {
        var record = draft.Record;
        var (after, opens) = (draft.Plan.After, draft.Opening is not null);
        var links = new LineageLink[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++) links[i] = tables.Ledger.NextLink(lines[i].Account);
        links[^1] = opens ? new LineageLink(index, index, 0) : record.NextLink;
        return new ActEntry
        {
            Envelope = new EntryEnvelope(EntryKind.Act, index, time, draft.Head.Id, draft.Head.Trace, draft.Head.Actor, links),
            Lines = lines,
            Case = opens ? index : record.Opened,
            Product = record.Product,
            Trigger = draft.Trigger,
            HeadSeen = draft.HeadSeen,
            Decider = draft.Decider,
            Opening = draft.Opening,
            WasDue = draft.WasDue,
            Request = draft.Request,
            Facts = draft.Facts,
            Evidence = draft.Evidence,
            Firings = draft.Plan.Firings,
            Legs = draft.Plan.Legs,
            Moves = draft.Plan.Moves,
            Used = draft.Plan.Used,
            Duties = DutiesOf(draft, opens ? index : record.Opened, index, time),
            Stops = draft.Plan.Stops,
            Shadows = draft.Plan.Shadows,
            Due = after.StateDue,
            LawDue = after.LawDue,
            Signature = draft.Signature,
        };
    }

    private ImmutableArray<Duty> DutiesOf(ActDraft draft, ulong of, ulong index, LogTime time)
    {
        var duties = DutyPlanner.Plan(tables.Products.Get(draft.Record.Product), of, index, draft.Plan.Firings.AsSpan(), time, tables.Duties);
        if (tables.Has(CaseFault.LoseReports) && draft.Plan.After.Due is null) duties = duties.RemoveAll(static d => d.Kind == DutyKind.Report);
        var warnings = caps.WarningsOf(draft, time);
        return warnings.Count == 0 ? duties : duties.AddRange(warnings);
    }

    /// <summary>The debits and credits of money and liability, each ledger account once.</summary>
    private ImmutableArray<PostedLine> LinesOf(ActDraft draft, LogTime clock, EntryBatch batch)
    {
        var net = tables.Net.Clear();
        var record = draft.Record;
        foreach (var leg in draft.Plan.Legs) net.Move(record.Accounts[leg.From], record.Accounts[leg.To], leg.Amount);
        foreach (var move in draft.Plan.Moves)
            net.Move(Liability(record, move.From, clock, batch), Liability(record, move.To, clock, batch), move.Amount);
        return [.. net.Lines()];
    }

    private ulong Liability(CaseRecord record, int party, LogTime clock, EntryBatch batch)
    {
        var product = record.View.Product;
        var currency = CaseTables.CurrencyOf(product);
        if (party < 0) return tables.Books.OpenClaims(currency, clock, batch);
        Invariant.Holds(tables.Registry.TryGetActor(record.Parties[party], out var actor));
        return tables.Books.Open(currency, product.Name, actor.Entry, actor.Token, clock, batch);
    }
}
