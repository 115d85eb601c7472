using Onus.Cases.Acts;
using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Lets what is due lapse: clocks of cases, requests that nobody answered.</summary>
internal sealed class CaseClock(CaseTables tables, CaseRunner runner, RequestRules requests, AfterRules after)
{
    /// <summary>Adds the entries of the one thing that is due first.</summary>
    public void LapseFirst(LogTime clock, EntryBatch batch)
    {
        tables.Entries.Batch = batch;
        Invariant.Holds(tables.Due.TryPeek(out var at, out var key) && at <= clock);
        if (key.Kind == DueKind.Case) LapseCase(key.Id, clock, batch);
        else if (key.Kind == DueKind.Request) LapseRequest(key.Id, clock, batch);
        else after.Lapse(key, clock, batch);
    }

    private void LapseCase(ulong opened, LogTime clock, EntryBatch batch)
    {
        Invariant.Holds(tables.Cases.TryGet(opened, out var record));
        var due = record.View.Due!.Value;
        var verdict = runner.Settle(now => Verdict.Do(new ActDraft(record, Plan(record, now), ActTrigger.Lapsed, default) { WasDue = due.At }), clock, batch);
        if (verdict.Act is null) Invariant.Broken($"the clock of case {opened} opens a case that cannot be bound");
        runner.Act(verdict.Act, clock, batch);
    }

    /// <summary>What the clock does. Where the ledger refuses a step that names no bearer (an account was closed), nothing moves,
    /// the clock starts anew, and the entry says so: the owner of the state stays responsible.</summary>
    private ActPlan Plan(CaseRecord record, LogTime now)
    {
        var world = tables.WorldOf(record);
        var plan = ActPlanner.Lapse(record.View, world, now);
        if (plan.Outcome == CaseOutcome.Accepted) return plan;
        var again = record.View.Copy();
        StateClock.Start(again, world, now);
        return new ActPlan { Outcome = CaseOutcome.Accepted, After = again };
    }

    private void LapseRequest(ulong asked, LogTime clock, EntryBatch batch)
    {
        Invariant.Holds(tables.Cases.TryGet(tables.OpenRequests[asked], out var record));
        var open = record.Requests.Single(r => r.Entry == asked);
        var verdict = runner.Settle(now => requests.Lapse(record, open, now), clock, batch);
        if (verdict.Act is { } draft)
        {
            runner.Act(draft, clock, batch);
            return;
        }

        if (verdict.Entry is null) Invariant.Broken($"request {asked} opens a case that cannot be bound");
        verdict.Entry(new EntryEnvelope(EntryKind.None, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []), batch);
    }
}
