using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Decides steps and appeals that people take, and the approvals that quorums collect.</summary>
internal sealed class StepRules(CaseTables tables, Powers powers, Signing signing)
{
    public Verdict Decide(TakeStep command, CaseRecord record, LogTime now)
    {
        var shape = tables.ShapeOf(record.Product);
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        if (FindStep(shape, command.Step, isRequest: false) is not { } step) return Verdict.Refuse(CaseOutcome.StepNotFound);
        if (command.HeadSeen != record.Head && !tables.Has(CaseFault.IgnoreTheHead)) return Verdict.Refuse(CaseOutcome.StaleHead, (long)record.Head);
        if (!shape.Product.Steps[step].From.Contains(record.View.State)) return Verdict.Refuse(CaseOutcome.NotInThisState, record.View.State);
        var outcome = powers.Decides(record, step, command.Head.Actor, command.As, out var decider);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        outcome = Givens.Evidence(
            shape, command.Evidence, from => powers.Is(record, from, command.Head.Actor, command.As), out var evidence, out var about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);

        var changed = record.View.Copy();
        foreach (var filed in evidence) changed.EvidenceFiled[filed.Kind] = ++changed.Sequence;
        var world = tables.WorldOf(record);
        if (ActPlanner.WhyNot(changed, world, now, step) is { } whyNot) return Verdict.Refuse(whyNot.Code, whyNot.About);
        outcome = powers.Quorate(record, step, ref decider);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        outcome = signing.Check(record, step, command.Head, DecisionVerb.Take, command.As, decider, evidence, 0, command.Signature);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        return Verdict.Of(new ActDraft(record, ActPlanner.TakeIn(changed, world, now, step), ActTrigger.Taken, command.Head)
        {
            Decider = decider,
            HeadSeen = command.HeadSeen,
            Evidence = evidence,
            Signature = command.Signature,
        });
    }

    public Verdict Decide(ApproveStep command, CaseRecord record, LogTime now)
    {
        var shape = tables.ShapeOf(record.Product);
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        if (!shape.Steps.TryGetValue(command.Step, out var step)) return Verdict.Refuse(CaseOutcome.StepNotFound);
        if (command.HeadSeen != record.Head) return Verdict.Refuse(CaseOutcome.StaleHead, (long)record.Head);
        if (!shape.Product.Steps[step].From.Contains(record.View.State)) return Verdict.Refuse(CaseOutcome.NotInThisState, record.View.State);
        var outcome = powers.Decides(record, step, command.Head.Actor, command.As, out var decider);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        if (!IsByQuorum(shape.Product, step) || decider.Authority is not { } authority) return Verdict.Refuse(CaseOutcome.NotAuthorized);
        if (record.Approvals.Any(a => a.Step == step && a.Actor == command.Head.Actor)) return Verdict.Refuse(CaseOutcome.ApprovalTwice);
        outcome = signing.Check(record, step, command.Head, DecisionVerb.Approve, command.As, decider, [], 0, command.Signature);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome);
        return Verdict.Write((front, batch) =>
        {
            var entry = new ApprovalEntry(
                front with { Kind = EntryKind.Approval, Lineage = [record.NextLink] }, record.Opened, step, authority, command.HeadSeen, command.Signature);
            batch.Add(entry.Write, front.Time);
            Apply(entry, record);
        });
    }

    public Verdict Decide(WithdrawApproval command, CaseRecord record)
    {
        var open = record.Approvals.FindIndex(a => a.Entry == command.Approval && a.Actor == command.Head.Actor);
        if (open < 0) return Verdict.Refuse(CaseOutcome.ApprovalNotOpen);
        return Verdict.Write((front, batch) =>
        {
            var entry = new ApprovalWithdrawn(front with { Kind = EntryKind.ApprovalWithdrawn, Lineage = [record.NextLink] }, command.Approval);
            batch.Add(entry.Write, front.Time);
            Apply(entry, record);
        });
    }

    /// <summary>Folds an approval.</summary>
    public void Apply(ApprovalEntry entry, CaseRecord record)
    {
        record.Advance(entry.Envelope.Lineage[0], entry.Envelope.Index, isMaterial: false);
        record.Approvals.Add(new OpenApproval(entry.Envelope.Index, entry.Envelope.Actor, entry.Step, entry.Authority));
        tables.Cases.Put(record, wasOpen: record.ClosedAt is null);
    }

    /// <summary>Folds a withdrawal.</summary>
    public void Apply(ApprovalWithdrawn entry, CaseRecord record)
    {
        record.Advance(entry.Envelope.Lineage[0], entry.Envelope.Index, isMaterial: false);
        Invariant.Holds(record.Approvals.RemoveAll(a => a.Entry == entry.Approval) == 1);
        tables.Cases.Put(record, wasOpen: record.ClosedAt is null);
    }

    /// <summary>A step or a request by its name.</summary>
    public static int? FindStep(ProductShape shape, string name, bool isRequest) =>
        shape.Steps.TryGetValue(name, out var step) && (shape.Product.Steps[step].Kind == StepKind.Request) == isRequest ? step : null;

    private static bool IsByQuorum(Product product, int step) =>
        product.Steps[step].Decider.By is { IsParty: false } by && !product.Authorities[by.Index].Members.IsEmpty;
}
