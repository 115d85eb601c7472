using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>All notices, reports and reviews that the log ever owed, and how each stands: a fold over entries.</summary>
/// <remarks>It checks with every act that no duty of a step that fired is missing, and that each report has the next place
/// in its regulator's log: no report is ever lost.</remarks>
public sealed class DutyBook
{
    // Names only rise, so the list is in their order.
    private readonly List<DutyRecord> _duties = [];
    private readonly Dictionary<DutyName, int> _places = [];
    private readonly Dictionary<ulong, int> _lastOfCase = [];
    private readonly SortedSet<(LogTime Due, DutyName Name)> _owed = [];
    private readonly SortedDictionary<string, RegulatorThread> _regulators = new(StringComparer.Ordinal);
    private readonly DueHeap _due;
    private long _reportEvents;

    /// <summary>A book without duties, whose clocks wait in the heap.</summary>
    internal DutyBook(DueHeap due) => _due = due;

    /// <summary>How many duties there ever were.</summary>
    public int Count => _duties.Count;

    /// <summary>How many are owed.</summary>
    public int OwedCount => _owed.Count;

    /// <summary>How many entries all regulators' logs have together; may be read from any thread.</summary>
    public long ReportEvents => Volatile.Read(ref _reportEvents);

    /// <summary>The regulators that were ever reported to, in the order of their names.</summary>
    public IReadOnlyCollection<string> Regulators => _regulators.Keys;

    /// <summary>All duties in the order of their names.</summary>
    internal IReadOnlyList<DutyRecord> InOrder => _duties;

    /// <summary>The duty of a name.</summary>
    public bool TryGet(DutyName name, out DutyRecord? duty)
    {
        duty = _places.TryGetValue(name, out var place) ? _duties[place] : null;
        return duty is not null;
    }

    /// <summary>Duties that the filter takes, in the order of their names.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last one seen; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<DutyRecord> Find(DutyFilter filter, DutyName? after, int most)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Case is { } one
            ? [.. OfCase(one).Where(filter.Takes).SkipWhile(d => after is { } seen && d.Name <= seen).Take(most)]
            : [.. _duties.Skip(after is { } last ? FirstAfter(last) : 0).Where(filter.Takes).Take(most)];
    }

    /// <summary>Duties that are owed and that the filter takes, in the order of their due instants: a queue of work.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last one seen; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<DutyRecord> Owed(DutyFilter filter, (LogTime Due, DutyName Name)? after, int most)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rest = after is { } last ? _owed.GetViewBetween(last, (LogTime.Max, new DutyName(ulong.MaxValue, int.MaxValue))) : _owed;
        return [.. rest.SkipWhile(key => key == after).Select(key => _duties[_places[key.Name]]).Where(filter.Takes).Take(most)];
    }

    /// <summary>For each entry of a regulator's log, in order, the main entry that it says the same as.</summary>
    public IReadOnlyList<ulong> MainEntriesOf(string regulator) =>
        _regulators.TryGetValue(regulator, out var thread) ? thread.MainEntries : [];

    /// <summary>The index of the next entry of a regulator's log.</summary>
    public ulong NextPlace(string regulator) => (ulong)MainEntriesOf(regulator).Count;

    /// <summary>Folds an act, opened where it is confidential.</summary>
    internal void Apply(ActEntry act, EnactedProduct product)
    {
        Invariant.Holds(act.Seal is null || !act.Firings.IsEmpty);
        Invariant.Holds(DutyPlanner.IsWhole(act, product.Product));
        for (var ordinal = 0; ordinal < act.Duties.Length; ordinal++)
        {
            var duty = act.Duties[ordinal];
            var name = new DutyName(act.Envelope.Index, ordinal);
            if (duty.Place is { } place) AddPlace(place, act.Seal is null ? name.Act : name.Act - 1);
            Add(new DutyRecord(name, duty.Kind, act.Case, act.Product, StepOf(act, duty), duty.Clause, duty.Due)
            {
                Last = name.Act,
                LateAt = duty.Due > act.Envelope.Time ? duty.Due : duty.Due.Plus(DutyRecord.AtOnce),
                Regulator = duty.Place?.Regulator,
                Before = _lastOfCase.GetValueOrDefault(act.Case, -1),
            });
        }
    }

    /// <summary>Folds an entry of the log that is no act.</summary>
    /// <returns>Whether it is one of duties; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.DutyDone:
                Invariant.Holds(DutyDone.TryRead(entry, out var done));
                Apply(done!);
                return true;
            case EntryKind.DutyOverdue:
                Invariant.Holds(DutyOverdue.TryRead(entry, out var overdue));
                Apply(overdue!);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts a duty back as a snapshot has it.</summary>
    internal void Restore(DutyRecord duty) => Add(duty with { Before = _lastOfCase.GetValueOrDefault(duty.Case, -1) });

    /// <summary>Puts back which main entries a regulator's log is made of.</summary>
    internal void Restore(string regulator, IReadOnlyCollection<ulong> mainEntries)
    {
        Thread(regulator).MainEntries.AddRange(mainEntries);
        _reportEvents += mainEntries.Count;
    }

    private static int StepOf(ActEntry act, in Duty duty) =>
        duty.Kind == DutyKind.Warning ? duty.Firing : act.Firings[duty.Firing].Step;

    private void Apply(DutyDone done)
    {
        Invariant.Holds(TryGet(done.Duty, out var duty) && duty!.Case == done.Case && DutyDeeds.WhyNot(duty, done.Deed) is null);
        AddPlace(duty!, done.Place, done.Envelope.Index);
        Change(duty! with
        {
            State = done.Deed switch
            {
                DutyDeed.Failed => DutyState.Failed,
                DutyDeed.Acknowledged => DutyState.Acknowledged,
                _ => DutyState.Done,
            },
            Last = done.Envelope.Index,
            Document = done.Document ?? duty.Document,
        });
    }

    private void Apply(DutyOverdue overdue)
    {
        Invariant.Holds(TryGet(overdue.Duty, out var duty) && duty!.Case == overdue.Case);
        Invariant.Holds(duty!.IsOwed && !duty.IsLate && duty.Due == overdue.WasDue && duty.LateAt <= overdue.Envelope.Time);
        AddPlace(duty, overdue.Place, overdue.Envelope.Index);
        Change(duty with { IsLate = true, Last = overdue.Envelope.Index });
    }

    private void AddPlace(DutyRecord duty, ReportPlace? place, ulong entry)
    {
        Invariant.Holds(place?.Regulator == duty.Regulator);
        if (place is { } named) AddPlace(named, entry);
    }

    private void AddPlace(in ReportPlace place, ulong entry)
    {
        Thread(place.Regulator).Add(place, entry);
        Volatile.Write(ref _reportEvents, _reportEvents + 1);
    }

    private void Add(DutyRecord duty)
    {
        Invariant.Holds(_duties.Count == 0 || duty.Name > _duties[^1].Name);
        _places.Add(duty.Name, _duties.Count);
        _lastOfCase[duty.Case] = _duties.Count;
        _duties.Add(duty);
        Watch(duty);
    }

    private void Change(DutyRecord duty)
    {
        _duties[_places[duty.Name]] = duty;
        Watch(duty);
    }

    private void Watch(DutyRecord duty)
    {
        if (duty.IsOwed) _owed.Add((duty.Due, duty.Name));
        else _owed.Remove((duty.Due, duty.Name));
        if (duty.IsOwed && !duty.IsLate) _due.Set(KeyOf(duty.Name), duty.LateAt);
        else _due.Remove(KeyOf(duty.Name));
    }

    private static DueKey KeyOf(DutyName name) => new(DueKind.Duty, name.Act, name.Ordinal);

    private List<DutyRecord> OfCase(ulong @case)
    {
        var found = new List<DutyRecord>();
        for (var place = _lastOfCase.GetValueOrDefault(@case, -1); place >= 0; place = _duties[place].Before) found.Add(_duties[place]);
        found.Reverse();
        return found;
    }

    private int FirstAfter(DutyName name)
    {
        var (low, high) = (0, _duties.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (_duties[middle].Name <= name) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private RegulatorThread Thread(string regulator)
    {
        if (!_regulators.TryGetValue(regulator, out var thread)) _regulators.Add(regulator, thread = new RegulatorThread());
        return thread;
    }

    private sealed class RegulatorThread
    {
        public List<ulong> MainEntries { get; } = [];

        public void Add(in ReportPlace place, ulong mainEntry)
        {
            Invariant.Holds(place.Index == (ulong)MainEntries.Count);
            MainEntries.Add(mainEntry);
        }
    }
}
