using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Decides what is brought into a case: facts that come later, and evidence.</summary>
internal sealed class MatterRules(CaseTables tables, Powers powers)
{
    public Verdict Decide(GiveFacts command, CaseRecord record, LogTime now)
    {
        var shape = tables.ShapeOf(record.Product);
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        var outcome = Givens.Facts(shape, command.Facts, place => MayGive(shape, record, command, place), out var facts, out var about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        var changed = record.View.Copy();
        foreach (var given in facts) changed.Facts[given.Fact] = given.Value;
        return Verdict.Of(new ActDraft(record, ActPlanner.Settle(changed, tables.WorldOf(record), now), ActTrigger.FactGiven, command.Head)
        {
            Decider = As(shape, command.Head.Actor, command.As),
            Facts = facts,
        });
    }

    public Verdict Decide(FileEvidence command, CaseRecord record, LogTime now)
    {
        var shape = tables.ShapeOf(record.Product);
        if (record.ClosedAt is not null) return Verdict.Refuse(CaseOutcome.CaseClosed);
        var outcome = Givens.Evidence(
            shape, command.Evidence, from => powers.Is(record, from, command.Head.Actor, command.As), out var evidence, out var about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        var changed = record.View.Copy();
        foreach (var filed in evidence) changed.EvidenceFiled[filed.Kind] = ++changed.Sequence;
        return Verdict.Of(new ActDraft(record, ActPlanner.Settle(changed, tables.WorldOf(record), now), ActTrigger.EvidenceFiled, command.Head)
        {
            Decider = As(shape, command.Head.Actor, command.As),
            Evidence = evidence,
        });
    }

    private CaseOutcome MayGive(ProductShape shape, CaseRecord record, GiveFacts command, int place)
    {
        var fact = shape.Product.Facts[place];
        if (fact.Kept is not null || shape.BelongsToRequests[place]) return CaseOutcome.FactNotFound;
        if (!fact.Later && fact.Kind is not (FactKind.Score or FactKind.Link)) return CaseOutcome.FactIsFixed;
        var from = fact.From is { } who ? [who] : shape.Product.States[shape.Product.Start].OpenedBy;
        if (!powers.IsOneOf(record, from, command.Head.Actor, command.As)) return CaseOutcome.NotAuthorized;
        return RestsOn(shape.Product, record.View.State, place) ? CaseOutcome.FactIsFixed : CaseOutcome.Accepted;
    }

    /// <summary>Whether what is owed or held in a state is reckoned from the fact: changing it there would move liability or
    /// money without a step.</summary>
    private static bool RestsOn(Product product, int state, int fact) =>
        product.States[state].Liable.Any(l => l.Share?.FactIndex == fact)
        || product.Funds[product.States[state].Funds].Lines.Any(l => l.Share.FactIndex == fact);

    private static ActDecider As(ProductShape shape, ulong actor, string name) => new(
        actor, shape.Authorities.TryGetValue(name, out var authority) ? authority : null,
        shape.Parties.TryGetValue(name, out var party) ? party : null, null, []);
}
