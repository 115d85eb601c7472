using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Makes the statement of a decision again, from the entry that records it: what its decider signed.</summary>
public static class StatedDecision
{
    /// <summary>What the decider of an act signed; null where no person decided.</summary>
    /// <param name="origin">The log's origin.</param>
    /// <param name="act">The act, with everything in it.</param>
    /// <param name="enacted">Its product version.</param>
    public static DecisionStatement? Of(string origin, ActEntry act, EnactedProduct enacted)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(enacted);
        if (act.Trigger is not (ActTrigger.Taken or ActTrigger.RequestGranted) || act.Decider.Actor == 0 || act.Firings.IsEmpty) return null;
        var (product, grants) = (enacted.Product, act.Trigger == ActTrigger.RequestGranted);
        return new DecisionStatement
        {
            Origin = origin,
            Command = act.Envelope.Command,
            Product = enacted.Compiled,
            Verb = grants ? DecisionVerb.Grant : DecisionVerb.Take,
            Case = act.Case,
            HeadSeen = act.HeadSeen ?? 0,
            Request = act.Request ?? 0,
            Step = act.Firings[0].Step,
            StepName = product.Steps[act.Firings[0].Step].Name,
            As = NameOf(product, act.Decider),
            RecordedFor = act.Decider.RecordedFor is { } other ? product.Authorities[other].Name : "",
            Evidence = [.. act.Evidence.Select(e => new StatedEvidence(product.Evidence[e.Kind].Name, e))],
        };
    }

    /// <summary>What an approver signed.</summary>
    /// <param name="origin">The log's origin.</param>
    /// <param name="approval">The approval.</param>
    /// <param name="enacted">The product version of its case.</param>
    public static DecisionStatement Of(string origin, ApprovalEntry approval, EnactedProduct enacted)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ArgumentNullException.ThrowIfNull(enacted);
        return new DecisionStatement
        {
            Origin = origin,
            Command = approval.Envelope.Command,
            Product = enacted.Compiled,
            Verb = DecisionVerb.Approve,
            Case = approval.Case,
            HeadSeen = approval.HeadSeen,
            Step = approval.Step,
            StepName = enacted.Product.Steps[approval.Step].Name,
            As = enacted.Product.Authorities[approval.Authority].Name,
        };
    }

    private static string NameOf(Product product, ActDecider decider) =>
        decider.Authority is { } authority ? product.Authorities[authority].Name
        : decider.Party is { } party ? product.Parties[party].Name : "";
}
