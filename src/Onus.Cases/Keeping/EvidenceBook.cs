using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Keeping;

/// <summary>Everything that the log committed to and whose plaintext is, or was, in the vault: how long it is kept, what holds
/// it, and what became of it. A fold over entries.</summary>
public sealed class EvidenceBook
{
    // Names need not rise (a sealed act is folded after its part), so places are looked up.
    private readonly List<KeptRecord> _kept = [];
    private readonly Dictionary<KeptName, int> _places = [];
    private readonly Dictionary<(ulong Entry, int Ordinal), int> _byOrdinal = [];
    private readonly Dictionary<ulong, int> _lastOfCase = [];
    private readonly SortedDictionary<ulong, SortedSet<ulong>> _holds = [];
    private readonly SortedSet<KeptName> _destroyable = [];
    private readonly SortedSet<KeptName> _ordered = [];
    private readonly ICaseThreads _cases;
    private readonly DueHeap _due;

    /// <summary>An empty book, whose clocks wait in the heap.</summary>
    internal EvidenceBook(ICaseThreads cases, DueHeap due) => (_cases, _due) = (cases, due);

    /// <summary>How many things were ever kept.</summary>
    public int Count => _kept.Count;

    /// <summary>What was ordered to be destroyed and is not destroyed yet, in the order of its entries.</summary>
    public IReadOnlyCollection<KeptName> Ordered => _ordered;

    /// <summary>All of it, in the order in which it came.</summary>
    internal IReadOnlyList<KeptRecord> InOrder => _kept;

    /// <summary>The cases on hold, with the entries of their holds.</summary>
    internal IEnumerable<(ulong Case, IReadOnlyCollection<ulong> Holds)> Holds => _holds.Select(h => (h.Key, (IReadOnlyCollection<ulong>)h.Value));

    /// <summary>What an entry brought under a commitment.</summary>
    public bool TryGet(KeptName name, out KeptRecord? kept)
    {
        kept = _places.TryGetValue(name, out var place) ? _kept[place] : null;
        return kept is not null;
    }

    /// <summary>Everything of a case, in the order in which it came.</summary>
    public IReadOnlyList<KeptRecord> OfCase(ulong @case)
    {
        var found = new List<KeptRecord>();
        for (var place = _lastOfCase.GetValueOrDefault(@case, -1); place >= 0; place = _kept[place].Before) found.Add(_kept[place]);
        found.Reverse();
        return found;
    }

    /// <summary>The holds on a case that are not lifted, by their entries.</summary>
    public IReadOnlyCollection<ulong> HoldsOn(ulong @case) => _holds.TryGetValue(@case, out var holds) ? holds : [];

    /// <summary>What may be destroyed and is not on hold, in the order of its entries.</summary>
    /// <param name="after">The last one seen; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<KeptRecord> Destroyable(KeptName? after, int most) =>
        [.. _destroyable.SkipWhile(name => after is { } seen && name <= seen).Select(name => _kept[_places[name]])
            .Where(kept => HoldsOn(kept.Case).Count == 0).Take(most)];

    /// <summary>Folds an act, opened where it is confidential.</summary>
    internal void Apply(ActEntry act, EnactedProduct product)
    {
        var (index, ordinal) = (act.Envelope.Index, 0);
        foreach (var fact in act.Facts)
            if (fact.Commitment is { } hidden)
                Add(new KeptName(index, hidden), ref ordinal, act.Case, KeptKind.Fact, product.Product.Facts[fact.Fact].Name, act.Envelope.Time);
        foreach (var filed in act.Evidence)
            AddEvidence(new KeptName(index, filed.Commitment), ref ordinal, act.Case, product, filed.Kind, act.Envelope.Time);
        if (act.Firings.Length > 0 && product.Product.States[act.Firings[^1].To].Final) Close(act.Case, act.Envelope.Time, product);
    }

    /// <summary>Folds an entry of the log that is no act.</summary>
    /// <returns>Whether it is one of what is kept; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.RequestAsked:
                Invariant.Holds(RequestAsked.TryRead(entry, out var asked));
                Apply(asked!);
                return true;
            case EntryKind.DutyDone:
                Invariant.Holds(DutyDone.TryRead(entry, out var done));
                var none = 0;
                if (done!.Document is { } document)
                    Add(new KeptName(done.Envelope.Index, document), ref none, done.Case, KeptKind.Document, "", done.Envelope.Time);
                return true;
            case EntryKind.RetentionOver:
                Invariant.Holds(RetentionOver.TryRead(entry, out var over));
                Apply(over!);
                return true;
            case EntryKind.DestructionOrdered:
                Invariant.Holds(DestructionOrdered.TryRead(entry, out var ordered));
                Apply(ordered!);
                return true;
            case EntryKind.Destroyed:
                Invariant.Holds(Destroyed.TryRead(entry, out var destroyed));
                Apply(destroyed!);
                return true;
            case EntryKind.LegalHold:
                Invariant.Holds(LegalHold.TryRead(entry, out var hold));
                Apply(hold!);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A case has ended: what is kept from its closing has its time now.</summary>
    internal void Close(ulong @case, LogTime at, EnactedProduct product)
    {
        foreach (var kept in OfCase(@case))
            if (kept is { Kind: KeptKind.Evidence, KeepUntil: null })
                Change(kept with { KeepUntil = Retention.Until(product, kept.What, kept.CollectedAt, at) });
    }

    /// <summary>What falls due under a key.</summary>
    internal KeptRecord Due(DueKey key)
    {
        Invariant.Holds(key.Kind == DueKind.Retention && _byOrdinal.ContainsKey((key.Id, key.Part)));
        return _kept[_byOrdinal[(key.Id, key.Part)]];
    }

    /// <summary>Puts something back as a snapshot has it.</summary>
    internal void Restore(KeptRecord kept) => Add(kept with { Before = _lastOfCase.GetValueOrDefault(kept.Case, -1) });

    /// <summary>Puts back the holds on a case.</summary>
    internal void Restore(ulong @case, IEnumerable<ulong> holds) => _holds.Add(@case, [.. holds]);

    internal void Apply(RequestAsked asked)
    {
        Invariant.Holds(_cases.TryGet(asked.Case, out var thread));
        var (index, time, ordinal) = (asked.Envelope.Index, asked.Envelope.Time, 0);
        foreach (var fact in asked.Facts)
            if (fact.Commitment is { } hidden)
                Add(new KeptName(index, hidden), ref ordinal, asked.Case, KeptKind.Fact, thread.Product.Product.Facts[fact.Fact].Name, time);
        foreach (var filed in asked.Evidence)
            AddEvidence(new KeptName(index, filed.Commitment), ref ordinal, asked.Case, thread.Product, filed.Kind, time);
    }

    private void Apply(RetentionOver over)
    {
        Invariant.Holds(TryGet(over.Kept, out var kept) && kept!.Case == over.Case && !kept.IsRetentionOver);
        Invariant.Holds(kept!.KeepUntil == over.WasDue && over.WasDue <= over.Envelope.Time);
        Change(kept with { IsRetentionOver = true });
    }

    /// <summary>Two persons permitted a destruction before its time.</summary>
    internal void Apply(PermitDestruction act)
    {
        foreach (var kept in OfCase(act.Case))
            if (kept.Name.Commitment == act.Commitment) Change(kept with { IsPermitted = true });
    }

    private void Apply(DestructionOrdered order)
    {
        Invariant.Holds(TryGet(order.Kept, out var kept) && kept!.Case == order.Case && KeepingRules.WhyNotOrder(kept, HoldsOn(kept.Case)) is null);
        Change(kept! with { Order = order.Envelope.Index });
    }

    private void Apply(Destroyed destroyed)
    {
        Invariant.Holds(TryGet(destroyed.Kept, out var kept) && kept!.Case == destroyed.Case);
        Invariant.Holds(kept!.Order == destroyed.Order && !kept.IsDestroyed);
        Change(kept with { IsDestroyed = true });
    }

    private void Apply(LegalHold hold)
    {
        if (!_holds.TryGetValue(hold.Case, out var holds)) _holds.Add(hold.Case, holds = []);
        Invariant.Holds(hold.Lifts is { } lifted ? holds.Remove(lifted) : holds.Add(hold.Envelope.Index));
        if (holds.Count == 0) _holds.Remove(hold.Case);
    }

    private void AddEvidence(KeptName name, ref int ordinal, ulong @case, EnactedProduct product, int kind, LogTime at)
    {
        var what = product.Product.Evidence[kind].Name;
        Add(name, ref ordinal, @case, KeptKind.Evidence, what, at, Retention.Until(product, what, at, null));
    }

    // Filed twice under one commitment in one entry, it is one thing.
    private void Add(KeptName name, ref int ordinal, ulong @case, KeptKind kind, string what, LogTime at, LogTime? until = null)
    {
        if (_places.ContainsKey(name)) return;
        Add(new KeptRecord(name, ordinal++, @case, kind, what, at) { KeepUntil = until, Before = _lastOfCase.GetValueOrDefault(@case, -1) });
    }

    private void Add(KeptRecord kept)
    {
        _places.Add(kept.Name, _kept.Count);
        _byOrdinal.Add((kept.Name.Entry, kept.Ordinal), _kept.Count);
        _lastOfCase[kept.Case] = _kept.Count;
        _kept.Add(kept);
        Watch(kept);
    }

    private void Change(KeptRecord kept)
    {
        _kept[_places[kept.Name]] = kept;
        Watch(kept);
    }

    private void Watch(KeptRecord kept)
    {
        var key = new DueKey(DueKind.Retention, kept.Name.Entry, kept.Ordinal);
        if (kept is { KeepUntil: { } until, IsRetentionOver: false, Order: null }) _due.Set(key, until);
        else _due.Remove(key);
        Put(_destroyable, kept.Name, kept.Order is null && (kept.IsRetentionOver || kept.IsPermitted));
        Put(_ordered, kept.Name, kept.Order is not null && !kept.IsDestroyed);
    }

    private static void Put(SortedSet<KeptName> set, KeptName name, bool isIn)
    {
        if (isIn) set.Add(name);
        else set.Remove(name);
    }
}
