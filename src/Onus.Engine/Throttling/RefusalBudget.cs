using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Engine.Throttling;

/// <summary>How many refusal entries each principal may cause: so many at once, and so many a second from then on. What a
/// principal over its budget sends is answered throttled before the core, and summed up in one entry a minute (law 6).</summary>
/// <remarks>
/// For the writer's thread. A principal is over its budget while what its refusals cost, one interval each, reaches
/// further than a second ahead. A batch is decided whole, so that its refusals may run over; that debt is paid in full.
/// After a restart everybody begins anew. Memory is bounded: principals beyond <see cref="MaxPrincipals"/> at one time
/// share one budget.
/// </remarks>
/// <param name="perSecond">Refusal entries a second for each principal; null for no limit.</param>
internal sealed class RefusalBudget(int? perSecond)
{
    /// <summary>The most principals that have a budget of their own at one time.</summary>
    public const int MaxPrincipals = 4_096;

    private const ulong Second = LogTime.NanosecondsPerSecond;
    private const ulong SummaryEvery = 60 * Second;

    /// <summary>Stands for all principals that have no budget of their own.</summary>
    private const ulong Shared = ulong.MaxValue;

    private readonly ulong _interval = perSecond is { } rate ? Math.Max(1, Second / (ulong)rate) : 0;
    private readonly Dictionary<ulong, Spending> _principals = [];
    private LogTime _latestPaid;
    private LogTime _nextSweep;
    private LogTime? _nextSummary;

    /// <summary>When the next summary is to be written; null while nobody is throttled.</summary>
    public LogTime? NextDue => _nextSummary;

    /// <summary>Whether anybody can be over budget: one comparison, for the way that every command takes.</summary>
    public bool MayBeOver(LogTime now) => IsOver(_latestPaid, now);

    /// <summary>Whether this principal is over its budget.</summary>
    public bool IsOver(ulong principal, LogTime now) =>
        _principals.TryGetValue(KeyOf(principal), out var spending) && IsOver(spending.PaidUntil, now);

    /// <summary>Charges the refusals among the entries that were added to a batch since it held <paramref name="from"/>.</summary>
    public void Charge(EntryBatch batch, int from, LogTime now)
    {
        if (_interval == 0) return;
        for (var place = from; place < batch.Count; place++)
        {
            var entry = batch[place];
            if (EntryHeader.KindOf(entry) is not (EntryKind.Refused or EntryKind.CaseRefused)) continue;
            Charge(EntryEnvelope.ReadStart(CborExtensions.NewReader(entry.ToArray())).Actor, now);
        }
    }

    /// <summary>Counts commands that were answered throttled.</summary>
    public void Throttle(ulong principal, int commands, LogTime now)
    {
        ref var spending = ref CollectionsMarshal.GetValueRefOrAddDefault(_principals, KeyOf(principal), out _);
        if (spending.Throttled == 0) spending.From = now;
        spending.Until = now > spending.From ? now : spending.From;
        spending.Throttled += (ulong)commands;
        _nextSummary ??= now.Plus(SummaryEvery);
    }

    /// <summary>Adds the summaries that are due, the smallest principal first, and forgets who has paid.</summary>
    /// <param name="batch">Where the entries go.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="closing">Whether nothing comes after: everything is due.</param>
    public void Summarize(EntryBatch batch, LogTime now, bool closing = false)
    {
        if (_nextSummary is { } due && (due <= now || closing))
        {
            foreach (var principal in _principals.Keys.Order().ToArray())
            {
                ref var spending = ref CollectionsMarshal.GetValueRefOrNullRef(_principals, principal);
                if (spending.Throttled == 0) continue;
                Write(batch, principal, spending, now);
                spending.Throttled = 0;
            }

            _nextSummary = null;
        }

        if (_principals.Count > 0 && _nextSweep <= now) Sweep(now);
    }

    private static void Write(EntryBatch batch, ulong principal, in Spending spending, LogTime now)
    {
        var time = batch.TimeFor(now);
        var envelope = new EntryEnvelope(EntryKind.Throttled, batch.NextIndex, time, Id128.None, Id128.None, 0, []);
        var entry = new ThrottledEntry(
            envelope, principal == Shared ? null : principal, spending.From, spending.Until, spending.Throttled);
        batch.Add(entry.ToBytes(), time);
    }

    private void Charge(ulong principal, LogTime now)
    {
        if (_principals.Count >= MaxPrincipals) Sweep(now);
        ref var spending = ref CollectionsMarshal.GetValueRefOrAddDefault(_principals, KeyOf(principal), out _);
        spending.PaidUntil = (spending.PaidUntil > now ? spending.PaidUntil : now).Plus(_interval);
        if (spending.PaidUntil > _latestPaid) _latestPaid = spending.PaidUntil;
    }

    private bool IsOver(LogTime paidUntil, LogTime now) => paidUntil.Plus(_interval) > now.Plus(Second);

    private ulong KeyOf(ulong principal) =>
        _principals.Count < MaxPrincipals || _principals.ContainsKey(principal) ? principal : Shared;

    private void Sweep(LogTime now)
    {
        _nextSweep = now.Plus(Second);
        foreach (var (principal, spending) in _principals)
            if (spending.Throttled == 0 && spending.PaidUntil <= now) _principals.Remove(principal);
    }

    private struct Spending
    {
        /// <summary>Up to when the refusals so far use up the budget.</summary>
        public LogTime PaidUntil;

        /// <summary>How many commands were throttled since the last summary.</summary>
        public ulong Throttled;

        public LogTime From;

        public LogTime Until;
    }
}
