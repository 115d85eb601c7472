using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Acts of the charter that reach into cases: migration, court order; and what enactments and calendars change in them.</summary>
internal sealed class CaseCharter(CaseTables tables, ActFold fold) : ICharterCases
{
    public bool Exists(ulong @case) => tables.Cases.TryGet(@case, out _);

    public CharterOutcome Check(MigrateCase act, out long about)
    {
        about = -1;
        if (!tables.Cases.TryGet(act.Case, out var record)) return CharterOutcome.CaseNotFound;
        if (record.ClosedAt is not null) return CharterOutcome.CaseClosed;
        if (record.Head != act.HeadSeen) return Stale(record, out about);
        if (!tables.Products.TryGet(act.Product, out var to)) return CharterOutcome.ProductNotFound;
        var law = MigrationLaw.Plan(record.View, to.Product, act);
        about = law.About;
        if (law.Outcome != CharterOutcome.Accepted) return law.Outcome;
        var under = Under(record, to, act, law.After!);
        var bound = CheckParties(under, to, act, out about);
        if (bound == CharterOutcome.Accepted) bound = CheckAccounts(under, to, act, out about);
        if (bound != CharterOutcome.Accepted) return bound;
        return CanPost(under, act.Legs) ? CharterOutcome.Accepted : CharterOutcome.Unfunded;
    }

    public CharterOutcome Check(CourtOrder act, out long about)
    {
        about = -1;
        if (!tables.Cases.TryGet(act.Case, out var record)) return CharterOutcome.CaseNotFound;
        if (record.ClosedAt is not null) return CharterOutcome.CaseClosed;
        if (record.Head != act.HeadSeen) return Stale(record, out about);
        var outcome = CourtOrderLaw.Check(record.View, act, out about);
        if (outcome != CharterOutcome.Accepted) return outcome;
        return CanPost(record, act.Legs) ? CharterOutcome.Accepted : CharterOutcome.Unfunded;
    }

    public byte[] Enter(MigrateCase act, EntryEnvelope front, CharterWarrant warrant)
    {
        Invariant.Holds(tables.Cases.TryGet(act.Case, out var record));
        var under = Under(record, tables.Products.Get(act.Product), act, MigrationLaw.Plan(Left(record.View, front.Time), tables.Products.Get(act.Product).Product, act).After!);
        under.View.Entered = front.Time;
        StateClock.Start(under.View, tables.WorldOf(under), front.Time);
        var lines = Lines(under, act.Legs, act.Moves);
        var entry = new CaseMigrated(
            front with { Kind = EntryKind.CaseMigrated, Lineage = Links(lines, record) }, lines, act, under.View.StateDue, under.View.LawDue, warrant);
        Apply(entry);
        return Encode(entry.Write);
    }

    public byte[] Enter(CourtOrder act, EntryEnvelope front, CharterWarrant warrant)
    {
        Invariant.Holds(tables.Cases.TryGet(act.Case, out var record));
        var lines = Lines(record, act.Legs, act.Moves);
        var entry = new CourtOrdered(front with { Kind = EntryKind.CourtOrdered, Lineage = Links(lines, record) }, lines, act, warrant);
        Apply(entry);
        return Encode(entry.Write);
    }

    public void Prepare(CharterAct act, LogTime clock, EntryBatch batch)
    {
        if (act is MigrateCase migrate)
        {
            Invariant.Holds(tables.Cases.TryGet(migrate.Case, out var record));
            OpenLiability(Under(record, tables.Products.Get(migrate.Product), migrate, record.View), migrate.Product, migrate.Moves, clock, batch);
        }
        else if (act is CourtOrder order)
        {
            Invariant.Holds(tables.Cases.TryGet(order.Case, out var record));
            OpenLiability(record, record.Product, order.Moves, clock, batch);
        }
    }

    /// <summary>Follows a replayed entry of the charter into the cases.</summary>
    public void Follow(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.CaseMigrated:
                Invariant.Holds(CaseMigrated.TryRead(entry, out var migrated));
                Apply(migrated!);
                break;
            case EntryKind.CourtOrdered:
                Invariant.Holds(CourtOrdered.TryRead(entry, out var ordered));
                Apply(ordered!);
                break;
            default:
                FollowBatch(entry);
                break;
        }
    }

    /// <summary>Follows an entry of the charter that is live or replayed alike: enactments, calendars, permits.</summary>
    public void FollowBatch(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
        switch (header.Kind)
        {
            case EntryKind.ProductEnacted:
                tables.Watch(header.Index);
                break;
            case EntryKind.CalendarUpdated:
                Retime();
                break;
            case EntryKind.DestructionPermitted:
                Invariant.Holds(DestructionPermitted.TryRead(entry, out var permitted));
                tables.Evidence.Apply(permitted!.Act);
                break;
        }
    }

    private void Apply(CaseMigrated entry)
    {
        Invariant.Holds(tables.Cases.TryGet(entry.Act.Case, out var record));
        var to = tables.Products.Get(entry.Act.Product);
        var law = MigrationLaw.Plan(Left(record.View, entry.Envelope.Time), to.Product, entry.Act);
        Invariant.Holds(law.Outcome == CharterOutcome.Accepted);
        var before = record.View;
        var under = Under(record, to, entry.Act, law.After!);
        under.View.Entered = entry.Envelope.Time;
        (under.View.StateDue, under.View.LawDue) = (entry.Due, entry.LawDue);
        under.Advance(entry.Envelope.Lineage[^1], entry.Envelope.Index, isMaterial: true);
        LiabilityLaw.Check(under.View);
        Leave(record, before);
        tables.Cases.Put(under, wasOpen: true);
        tables.Exposures.Move(under, new UInt128[under.Parties.Length]);
        fold.SetClock(under);
        Post(entry.Lines, entry.Envelope);
    }

    private void Apply(CourtOrdered entry)
    {
        Invariant.Holds(tables.Cases.TryGet(entry.Act.Case, out var record));
        var view = record.View;
        var before = (UInt128[])view.Liability.Clone();
        foreach (var move in entry.Act.Moves)
        {
            view.Liability[move.From] -= move.Amount;
            if (move.To >= 0) view.Liability[move.To] += move.Amount;
        }

        Invariant.Holds(FundsLaw.Move(view.Product, view.Held, entry.Act.Legs.AsSpan(), out _));
        StateClock.Leave(view, entry.Envelope.Time);
        (view.StateDue, view.LawDue) = (null, null);
        record.Advance(entry.Envelope.Lineage[^1], entry.Envelope.Index, isMaterial: true);
        record.ClosedAt = entry.Envelope.Time;
        foreach (var open in record.Requests.ToArray()) fold.CloseRequest(record, open);
        tables.Cases.Put(record, wasOpen: true);
        tables.Exposures.Move(record, before);
        fold.SetClock(record);
        Post(entry.Lines, entry.Envelope);
        tables.Evidence.Close(record.Opened, entry.Envelope.Time, tables.Products.Get(record.Product));
    }

    /// <summary>The case with its present stay counted under its legal meaning: a law's time does not begin anew.</summary>
    private static CaseView Left(CaseView view, LogTime now)
    {
        var left = view.Copy();
        StateClock.Leave(left, now);
        return left;
    }

    /// <summary>Takes a case out of the sums of the version that it leaves; its open questions end with it.</summary>
    private void Leave(CaseRecord record, CaseView before)
    {
        var was = (UInt128[])before.Liability.Clone();
        Array.Clear(before.Liability);
        tables.Exposures.Move(record, was);
        was.CopyTo(before.Liability, 0);
        foreach (var open in record.Requests.ToArray()) fold.CloseRequest(record, open);
    }

    private void Post(ImmutableArray<PostedLine> lines, in EntryEnvelope envelope) =>
        tables.Ledger.Post(lines, envelope.Lineage.Take(lines.Length).ToArray(), envelope.Index);

    /// <summary>A calendar was updated: the clocks of open states that count its days start again from where they started.</summary>
    private void Retime()
    {
        for (uint number = 0; number < tables.Cases.Count; number++)
        {
            var record = tables.Cases[number];
            if (record.ClosedAt is not null || record.View.Product.Perimeter.Calendar is null) continue;
            var (state, law) = (record.View.StateDue, record.View.LawDue);
            StateClock.Start(record.View, tables.WorldOf(record), record.View.Entered);
            if ((state, law) == (record.View.StateDue, record.View.LawDue)) continue;
            tables.Cases.Put(record, wasOpen: true);
            fold.SetClock(record);
        }
    }

    /// <summary>The case as it goes on under another version.</summary>
    private static CaseRecord Under(CaseRecord record, EnactedProduct to, MigrateCase act, CaseView after)
    {
        var from = record.View.Product;
        var parties = act.Parties.ToArray();
        for (var i = 0; i < parties.Length; i++)
            if (parties[i] == 0) parties[i] = record.Parties[MigrationLaw.PartyOf(from, to.Product.Parties[i].Name)];
        var accounts = act.Accounts.ToArray();
        for (var i = 0; i < accounts.Length; i++)
            if (accounts[i] == 0) accounts[i] = record.Accounts[MigrationLaw.AccountOf(from, to.Product, i)];
        return new CaseRecord
        {
            Opened = record.Opened,
            Number = record.Number,
            Product = to.Entry,
            OpenedAt = record.OpenedAt,
            View = after,
            Parties = parties,
            Accounts = accounts,
            Head = record.Head,
            Last = record.Last,
            Ordinal = record.Ordinal,
            Filers = [.. FilersUnder(record, to.Product)],
        };
    }

    /// <summary>Who filed a party's evidence stays known as such, for whatever party has that name now.</summary>
    private static IEnumerable<Filer> FilersUnder(CaseRecord record, Product to)
    {
        foreach (var filer in record.Filers)
            if (MigrationLaw.PartyOf(to, record.View.Product.Parties[filer.Party].Name) is >= 0 and var party) yield return filer with { Party = party };
    }

    /// <summary>Whether who is named is known, is nobody else in the case, and is whom the version binds where it binds.</summary>
    private CharterOutcome CheckParties(CaseRecord under, EnactedProduct to, MigrateCase act, out long about)
    {
        for (var i = 0; i < under.Parties.Length; i++)
        {
            about = i;
            if (Array.IndexOf(under.Parties, under.Parties[i]) < i) return CharterOutcome.PartyMisbound;
            if (act.Parties[i] == 0) continue;
            if (!tables.Registry.TryGetActor(act.Parties[i], out _)) return CharterOutcome.PartyMisbound;
            if (to.Parties[i] != 0 && to.Parties[i] != act.Parties[i]) return CharterOutcome.PartyMisbound;
        }

        about = -1;
        return CharterOutcome.Accepted;
    }

    /// <summary>Whether the accounts that are named are open, of their party and currency, and as bounded as they say.</summary>
    private CharterOutcome CheckAccounts(CaseRecord under, EnactedProduct to, MigrateCase act, out long about)
    {
        for (var i = 0; i < act.Accounts.Length; i++)
        {
            about = i;
            if (act.Accounts[i] == 0) continue;
            var declared = to.Product.Accounts[i];
            if (to.Accounts[i] != 0 && to.Accounts[i] != act.Accounts[i]) return CharterOutcome.AccountMisbound;
            if (!tables.Ledger.TryGetAccount(act.Accounts[i], out var account) || account.IsClosed) return CharterOutcome.AccountMisbound;
            if (!tables.Registry.TryGetActor(under.Parties[declared.Party], out var owner) || account.Party != owner.Token)
                return CharterOutcome.AccountMisbound;
            Invariant.Holds(tables.Ledger.TryGetBook(account.Book, out var book));
            if (book.Purpose != BookPurpose.Money || book.Unit != CaseTables.CurrencyOf(to.Product).Code) return CharterOutcome.AccountMisbound;
            if (!declared.MayGoNegative && account.DebitLimit != UInt128.Zero) return CharterOutcome.AccountMayGoNegative;
        }

        about = -1;
        return CharterOutcome.Accepted;
    }

    private void OpenLiability(CaseRecord record, ulong product, ImmutableArray<LiabilityMove> moves, LogTime clock, EntryBatch batch)
    {
        var under = tables.Products.Get(product).Product;
        foreach (var move in moves)
        {
            if (move.To < 0) continue;
            Invariant.Holds(tables.Registry.TryGetActor(record.Parties[move.To], out var actor));
            tables.Books.Open(CaseTables.CurrencyOf(under), under.Name, actor.Entry, actor.Token, clock, batch);
        }
    }

    private bool CanPost(CaseRecord record, ImmutableArray<ActLeg> legs) => tables.WorldOf(record).Accepts(legs.AsSpan());

    private ImmutableArray<PostedLine> Lines(CaseRecord record, ImmutableArray<ActLeg> legs, ImmutableArray<LiabilityMove> moves)
    {
        var net = new NetLines();
        foreach (var leg in legs) net.Move(record.Accounts[leg.From], record.Accounts[leg.To], leg.Amount);
        foreach (var move in moves) net.Move(Liability(record, move.From), Liability(record, move.To), move.Amount);
        return [.. net.Lines()];
    }

    private ulong Liability(CaseRecord record, int party)
    {
        var product = record.View.Product;
        var account = party < 0
            ? tables.Books.FindClaims(CaseTables.CurrencyOf(product))
            : tables.Books.Find(CaseTables.CurrencyOf(product), product.Name, record.Parties[party]);
        Invariant.Holds(account != 0);
        return account;
    }

    private LineageLink[] Links(ImmutableArray<PostedLine> lines, CaseRecord record) =>
        [.. lines.Select(line => tables.Ledger.NextLink(line.Account)), record.NextLink];

    private static CharterOutcome Stale(CaseRecord record, out long about)
    {
        about = (long)record.Head;
        return CharterOutcome.HeadMoved;
    }

    private static byte[] Encode(Action<System.Formats.Cbor.CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        return writer.Encode();
    }
}
