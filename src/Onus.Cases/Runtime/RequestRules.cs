using Onus.Cases.Acts;
using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Decides questions inside a state: asked, granted, refused, or answered by silence.</summary>
internal sealed class RequestRules(CaseTables tables, Powers powers, Signing signing, ActFold fold)
{
    public Verdict Decide(AskRequest command, CaseRecord record, LogTime now)
    {
        var shape = tables.ShapeOf(record.Product);
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        if (StepRules.FindStep(shape, command.Request, isRequest: true) is not { } step) return Verdict.Refuse(CaseOutcome.StepNotFound);
        var request = shape.Product.Steps[step];
        if (!request.From.Contains(record.View.State)) return Verdict.Refuse(CaseOutcome.NotInThisState, record.View.State);
        if (NameOf(shape.Product, request.By!.Value) is var name && !powers.Is(record, request.By!.Value, command.Head.Actor, name))
            return Verdict.Refuse(CaseOutcome.NotAuthorized);
        var outcome = Givens.Facts(shape, command.Facts, place =>
            shape.BelongsToRequests[place] ? CaseOutcome.Accepted : CaseOutcome.FactNotFound, out var facts, out var about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        outcome = Givens.Evidence(
            shape, command.Evidence, from => powers.Is(record, from, command.Head.Actor, NameOf(shape.Product, from)), out var evidence, out about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);

        var changed = record.View.Copy();
        foreach (var given in facts) changed.Facts[given.Fact] = given.Value;
        foreach (var filed in evidence) changed.EvidenceFiled[filed.Kind] = ++changed.Sequence;
        var world = tables.WorldOf(record);
        // Funds are checked on asking, unless the request says what happens without them.
        var trial = ActPlanner.Grant(changed, world, now, step, bySilence: false);
        if (trial.Outcome != CaseOutcome.Accepted && !(trial.Outcome == CaseOutcome.Unfunded && request.IfUnfunded is not null))
            return Verdict.Refuse(trial.Outcome, trial.About);
        if (record.Requests.Any(r => r.Step == step)) return Verdict.Refuse(CaseOutcome.RequestOpen, step);
        return Verdict.Write((front, batch) =>
        {
            var entry = new RequestAsked(
                front with { Kind = EntryKind.RequestAsked, Lineage = [record.NextLink] }, record.Opened, step, facts, evidence,
                world.Due(front.Time, request.Answer!.Within));
            batch.Add(entry.Write, front.Time);
            Apply(entry, record);
        });
    }

    public Verdict Decide(AnswerRequest command, CaseRecord record, LogTime now)
    {
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        if (record.Requests.Find(r => r.Entry == command.Request) is not { } open) return Verdict.Refuse(CaseOutcome.RequestNotOpen);
        if (command.HeadSeen != record.Head) return Verdict.Refuse(CaseOutcome.StaleHead, (long)record.Head);
        var outcome = powers.Decides(record, open.Step, command.Head.Actor, command.As, out var decider);
        if (outcome == CaseOutcome.Accepted) outcome = powers.Quorate(record, open.Step, ref decider);
        if (outcome == CaseOutcome.Accepted)
        {
            outcome = signing.Check(record, open.Step, command.Head, command.Grant ? DecisionVerb.Grant : DecisionVerb.Refuse,
                command.As, decider, [], command.Request, command.Signature);
        }

        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        return command.Grant
            ? Grant(record, open, now, command.Head, decider, command.HeadSeen, command.Signature, bySilence: false)
            : End(record, open, CaseOutcome.RequestRefused, decider, command.HeadSeen, command.Signature);
    }

    /// <summary>Nobody answered in time: what silence means.</summary>
    public Verdict Lapse(CaseRecord record, OpenRequest open, LogTime now)
    {
        var answer = record.View.Product.Steps[open.Step].Answer!;
        if (answer.Silence == Silence.Granted) return Grant(record, open, now, default, ActDecider.Nobody, null, default, bySilence: true);
        if (answer.Silence == Silence.Refused) return End(record, open, CaseOutcome.RequestRefused, ActDecider.Nobody, null, default);
        var plan = ActPlanner.Force(record.View, tables.WorldOf(record), now, answer.Step!.Value, FiringCause.Silence);
        if (plan.Outcome != CaseOutcome.Accepted) return End(record, open, plan.Outcome, ActDecider.Nobody, null, default);
        return Verdict.Do(new ActDraft(record, plan, ActTrigger.RequestGranted, default) { Request = open.Entry, WasDue = open.Due });
    }

    /// <summary>Ends the requests that cannot be asked any more in the state that the case is in now.</summary>
    public void EndMoot(CaseRecord record, LogTime clock, EntryBatch batch)
    {
        foreach (var open in record.Requests.ToArray())
        {
            if (record.ClosedAt is null && record.View.Product.Steps[open.Step].From.Contains(record.View.State)) continue;
            var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);
            Write(record, open, CaseOutcome.RequestMoot, ActDecider.Nobody, null, default, front, batch);
        }
    }

    /// <summary>Folds a request that was asked; only evidence that came with it moves the head.</summary>
    public void Apply(RequestAsked entry, CaseRecord record)
    {
        record.Advance(entry.Envelope.Lineage[0], entry.Envelope.Index, isMaterial: !entry.Evidence.IsEmpty);
        ActFold.TakeEvidence(entry.Evidence, entry.Envelope.Actor, record);
        record.Requests.Add(new OpenRequest(entry.Envelope.Index, entry.Envelope.Actor, entry.Step, entry.Due, [.. entry.Facts]));
        tables.OpenRequests.Add(entry.Envelope.Index, record.Opened);
        if (!tables.Has(CaseFault.WaitForAnswersForEver)) tables.Due.Set(new DueKey(DueKind.Request, entry.Envelope.Index), entry.Due);
        tables.Cases.Put(record, wasOpen: true);
        tables.Evidence.Apply(entry);
    }

    /// <summary>Folds a request that was not granted; a moot one does not move the head, for the act before it did.</summary>
    public void Apply(RequestEnded entry, CaseRecord record)
    {
        record.Advance(entry.Envelope.Lineage[0], entry.Envelope.Index, isMaterial: entry.Outcome != CaseOutcome.RequestMoot);
        fold.CloseRequest(record, record.Requests.Single(r => r.Entry == entry.Request));
        tables.Cases.Put(record, wasOpen: record.ClosedAt is null);
    }

    private Verdict Grant(
        CaseRecord record, OpenRequest open, LogTime now, CommandHead head, ActDecider decider, ulong? headSeen,
        ReadOnlyMemory<byte> signature, bool bySilence)
    {
        var view = record.View.Copy();
        foreach (var given in open.Facts) view.Facts[given.Fact] = given.Value;
        var plan = ActPlanner.Grant(view, tables.WorldOf(record), now, open.Step, bySilence);
        if (plan.Outcome != CaseOutcome.Accepted) return End(record, open, plan.Outcome, decider, headSeen, signature);
        return Verdict.Do(new ActDraft(record, plan, ActTrigger.RequestGranted, head)
        {
            Request = open.Entry,
            Decider = decider,
            HeadSeen = headSeen,
            Signature = signature,
            WasDue = bySilence ? open.Due : null,
        });
    }

    private Verdict End(
        CaseRecord record, OpenRequest open, CaseOutcome why, ActDecider decider, ulong? headSeen, ReadOnlyMemory<byte> signature) =>
        Verdict.Write((front, batch) => Write(record, open, why, decider, headSeen, signature, front, batch));

    private void Write(
        CaseRecord record, OpenRequest open, CaseOutcome why, ActDecider decider, ulong? headSeen, ReadOnlyMemory<byte> signature,
        EntryEnvelope front, EntryBatch batch)
    {
        var entry = new RequestEnded(
            front with { Kind = EntryKind.RequestEnded, Lineage = [record.NextLink] }, open.Entry, why, decider, headSeen, signature);
        batch.Add(entry.Write, front.Time);
        Apply(entry, record);
    }

    private static string NameOf(Product product, Who who) =>
        who.IsParty ? product.Parties[who.Index].Name : product.Authorities[who.Index].Name;
}
