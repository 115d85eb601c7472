using Onus.Cases.Acts;
using Onus.Cases.Clocks;
using Onus.Cases.Windows;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Folds an act into the case, the ledger, the kept values, the exposures and the clocks; live and replayed alike.
/// It decides nothing: everything stands in the entry.</summary>
internal sealed class ActFold(CaseTables tables)
{
    /// <summary>Folds an act with everything in it.</summary>
    /// <param name="act">The act, its sealed part joined.</param>
    /// <param name="known">The case as it was before, where it is unpacked already.</param>
    /// <returns>The case after the act.</returns>
    public CaseRecord Apply(ActEntry act, CaseRecord? known = null)
    {
        var record = act.Opening is null ? known ?? Find(act.Case) : Open(act);
        var view = record.View;
        UInt128[] before = tables.Exposures.IsWatching ? [.. view.Liability] : [];
        var facts = TakeFacts(act, record);
        TakeEvidence(act, record);
        Move(act, view);
        Fire(act, record, facts);
        (view.StateDue, view.LawDue) = (act.Due, act.LawDue);
        if (act.Opening is null)
        {
            record.Advance(act.Envelope.Lineage[^1], act.Envelope.Index, isMaterial: !tables.Has(CaseFault.KeepTheHead));
        }
        else
        {
            (record.Head, record.Last) = (act.Envelope.Index, act.Envelope.Index);
        }

        if (view.IsFinal) record.ClosedAt = act.Envelope.Time;
        LiabilityLaw.Check(view);
        tables.Cases.Put(record, wasOpen: act.Opening is null);
        if (tables.Exposures.IsWatching && (act.Opening is not null || !tables.Has(CaseFault.NeverFreeCaps))) tables.Exposures.Move(record, before);
        SetClock(record);
        if (act.Lines.Length > 0) tables.Ledger.Post(act.Lines, LinksOf(act), act.Envelope.Index);
        CheckSum(view.Product);
        var enacted = tables.Products.Get(record.Product);
        tables.Duties.Apply(act, enacted);
        tables.Evidence.Apply(act, enacted);
        return record;
    }

    /// <summary>Sets the clock of a case in the heap, or takes it away where the case has ended.</summary>
    public void SetClock(CaseRecord record)
    {
        var key = new DueKey(DueKind.Case, record.Opened);
        if (record.View.Due is { } due) tables.Due.Set(key, due.At);
        else tables.Due.Remove(key);
    }

    private static LineageLink[] LinksOf(ActEntry act)
    {
        var links = new LineageLink[act.Lines.Length];
        for (var i = 0; i < links.Length; i++) links[i] = act.Envelope.Lineage[i];
        return links;
    }

    private CaseRecord Find(ulong opened)
    {
        Invariant.Holds(tables.Cases.TryGet(opened, out var record));
        return record;
    }

    private CaseRecord Open(ActEntry act)
    {
        var product = tables.Products.Get(act.Product).Product;
        var opening = act.Opening!;
        return new CaseRecord
        {
            Opened = act.Envelope.Index,
            Number = tables.Cases.Count,
            Product = act.Product,
            OpenedAt = act.Envelope.Time,
            View = new CaseView(product, opening.Stake) { Entered = act.Envelope.Time },
            Parties = [.. opening.Parties],
            Accounts = [.. opening.Accounts],
        };
    }

    /// <summary>Keeps the facts that the act gives; those of a request are the request's alone.</summary>
    /// <returns>The facts that were read when the act was decided.</returns>
    private Int128?[] TakeFacts(ActEntry act, CaseRecord record)
    {
        var facts = record.View.Facts;
        foreach (var given in act.Facts) facts[given.Fact] = given.Value;
        if (act.Request is not { } asked) return facts;
        var request = record.Requests.Single(r => r.Entry == asked);
        CloseRequest(record, request);
        return Overlay(record, request);
    }

    /// <summary>The facts of a case with those of one of its requests.</summary>
    public static Int128?[] Overlay(CaseRecord record, OpenRequest request)
    {
        var facts = (Int128?[])record.View.Facts.Clone();
        foreach (var given in request.Facts) facts[given.Fact] = given.Value;
        return facts;
    }

    /// <summary>Takes a request from those that are open.</summary>
    public void CloseRequest(CaseRecord record, OpenRequest request)
    {
        Invariant.Holds(record.Requests.Remove(request));
        tables.OpenRequests.Remove(request.Entry);
        tables.Due.Remove(new DueKey(DueKind.Request, request.Entry));
    }

    private void TakeEvidence(ActEntry act, CaseRecord record)
    {
        TakeEvidence(act.Evidence, act.Envelope.Actor, record);
        if (tables.Has(CaseFault.ForgetWhoFiled)) record.Filers.Clear();
    }

    /// <summary>Files evidence in a case, and remembers who filed a party's.</summary>
    public static void TakeEvidence(IReadOnlyList<EvidenceFiled> evidence, ulong actor, CaseRecord record)
    {
        var product = record.View.Product;
        foreach (var filed in evidence)
        {
            record.View.EvidenceFiled[filed.Kind] = ++record.View.Sequence;
            var from = product.Evidence[filed.Kind].From;
            var filer = new Filer(actor, from.IsParty ? from.Index : product.Authorities[from.Index].Of);
            if (!record.Filers.Contains(filer)) record.Filers.Add(filer);
        }
    }

    private static void Move(ActEntry act, CaseView view)
    {
        foreach (var leg in act.Legs)
        {
            if (view.Product.Accounts[leg.From].EndsEmpty) view.Held[leg.From] -= (Int128)leg.Amount;
            if (view.Product.Accounts[leg.To].EndsEmpty) view.Held[leg.To] += (Int128)leg.Amount;
        }

        foreach (var move in act.Moves)
        {
            if (move.From >= 0) view.Liability[move.From] -= move.Amount;
            if (move.To >= 0) view.Liability[move.To] += move.Amount;
        }
    }

    private void Fire(ActEntry act, CaseRecord record, Int128?[] facts)
    {
        var (view, now) = (record.View, act.Envelope.Time);
        var shape = tables.ShapeOf(record.Product);
        foreach (var firing in act.Firings)
        {
            view.Fired[firing.Step]++;
            view.LastFired[firing.Step] = ++view.Sequence;
            if (view.Product.Steps[firing.Step].To is { } to)
            {
                if (!tables.Has(CaseFault.ForgetTheLawsTime)) StateClock.Leave(view, now);
                (view.State, view.Entered) = (to, now);
            }

            if (tables.Has(CaseFault.CountNothing)) continue;
            foreach (var fact in shape.Feeds[firing.Step]) Feed(record, shape.Kept[fact]!, facts, fact, now);
            foreach (var cap in shape.Fills[firing.Step]) shape.Caps[cap]!.Add(CaseWorld.CapKey(record, view.Product.Caps[cap]), view.Stake, now);
        }
    }

    private static void Feed(CaseRecord record, KeptSeries series, Int128?[] facts, int place, LogTime now)
    {
        var fact = record.View.Product.Facts[place];
        if (CaseWorld.KeyOf(record, fact.Kept!, facts) is not { } key) return;
        var amount = fact.Kept!.Over is { } over ? facts[over] : 1;
        if (amount is { } value) series.Add(key, (UInt128)value, now);
    }

    /// <summary>Law 4 over all cases: the open stake of a currency is what its claims account is owed.</summary>
    private void CheckSum(Product product)
    {
        if (product.Stake is null) return;
        var currency = CaseTables.CurrencyOf(product);
        Invariant.Holds(tables.Cases.OpenStake(currency) == tables.Books.Owed(currency));
    }
}
