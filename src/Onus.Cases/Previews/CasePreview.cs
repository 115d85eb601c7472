using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Cases.Duties;
using Onus.Cases.Explaining;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Plans, without writing anything, what an actor could do in a case as it stands.</summary>
internal sealed class CasePreview(CaseTables tables, CaseRecord record, ulong actor, LogTime now)
{
    private readonly Powers _powers = new(tables);
    private readonly ProductShape _shape = tables.ShapeOf(record.Product);
    private readonly ProductWords _words = new(record.View.Product);

    private Product Product => _shape.Product;

    /// <summary>The options, in the order of the text; none where the case has ended.</summary>
    public IReadOnlyList<CaseOption> Options()
    {
        var options = new List<CaseOption>();
        if (record.ClosedAt is not null) return options;
        for (var step = 0; step < Product.Steps.Length; step++)
        {
            var s = Product.Steps[step];
            if (!s.From.Contains(record.View.State)) continue;
            if (s.Kind == StepKind.Request) AddRequest(options, step);
            else if (Deciders(step) is { Length: > 0 } names) options.Add(Decision(step, names));
        }

        return options;
    }

    private void AddRequest(List<CaseOption> options, int step)
    {
        var s = Product.Steps[step];
        var asker = _words.Who(s.By!.Value);
        if (_powers.Is(record, s.By.Value, actor, asker)) options.Add(Question(step, asker));
        foreach (var open in record.Requests)
        {
            if (open.Step != step || Deciders(step) is not { Length: > 0 } names) continue;
            var view = record.View.Copy();
            foreach (var given in open.Facts) view.Facts[given.Fact] = given.Value;
            var plan = ActPlanner.Grant(view, tables.WorldOf(record), now, step, bySilence: false);
            options.Add(Quorate(Planned(new CaseOption(step, names, OptionVerb.Answer) { Request = open.Entry }, view, plan), names));
        }
    }

    private CaseOption Question(int step, string asker)
    {
        var option = new CaseOption(step, [asker], OptionVerb.Ask);
        if (record.Requests.Any(open => open.Step == step)) return option with { WhyNot = "the same question is open already" };
        ImmutableArray<string> facts = [.. ProductReads.Of(Product.Steps[step]).Where(f => _shape.BelongsToRequests[f]).Order().Select(f => Product.Facts[f].Name)];
        var (view, evidence, other) = WithOwnEvidence(step);
        option = option with { Needs = [.. evidence, .. facts] };
        if (other is { } kind) return option with { WhyNot = Why(view).Say(CaseOutcome.EvidenceMissing, kind, step, view.Facts) };

        // With facts of its own, what it would do is not known before they are given.
        return facts.IsEmpty ? Planned(option, view, ActPlanner.Take(view, tables.WorldOf(record), now, step)) : option;
    }

    private CaseOption Decision(int step, ImmutableArray<string> names)
    {
        var (view, evidence, other) = WithOwnEvidence(step);
        var option = new CaseOption(step, names, OptionVerb.Take) { Needs = [.. evidence] };
        if (other is { } kind) return option with { WhyNot = Why(view).Say(CaseOutcome.EvidenceMissing, kind, step, view.Facts) };
        return Quorate(Planned(option, view, ActPlanner.Take(view, tables.WorldOf(record), now, step)), names);
    }

    /// <summary>The names under which the actor decides a step, also where something stands against it in this case.</summary>
    private ImmutableArray<string> Deciders(int step)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var name in Product.Parties.Select(p => p.Name).Concat(Product.Authorities.Select(a => a.Name)))
            if (_powers.Decides(record, step, actor, name, out _) is CaseOutcome.Accepted or CaseOutcome.ConflictOfInterest) names.Add(name);
        return names.ToImmutable();
    }

    /// <summary>Whether enough others agree: else the actor approves first, or has done so and waits.</summary>
    private CaseOption Quorate(CaseOption option, ImmutableArray<string> names)
    {
        var outcome = CaseOutcome.NotAuthorized;
        foreach (var name in names)
        {
            outcome = _powers.Decides(record, option.Step, actor, name, out var decider);
            if (outcome != CaseOutcome.Accepted) continue;
            outcome = _powers.Quorate(record, option.Step, ref decider);
            if (outcome == CaseOutcome.Accepted) return option;
        }

        if (outcome != CaseOutcome.QuorumNotMet) return option with { WhyNot = Why(record.View).Say(outcome, -1, option.Step, record.View.Facts) };
        var hasApproved = record.Approvals.Any(a => a.Step == option.Step && a.Actor == actor);
        return option with
        {
            Verb = OptionVerb.Approve,
            WhyNot = option.WhyNot ?? (hasApproved ? Why(record.View).Say(CaseOutcome.QuorumNotMet, -1, option.Step, record.View.Facts) : null),
        };
    }

    /// <summary>The case with the evidence that the step needs and the actor can file with it.</summary>
    /// <returns>The case; what the actor would file; a kind that somebody else must file first, or null.</returns>
    private (CaseView View, List<string> Own, int? Other) WithOwnEvidence(int step)
    {
        var view = record.View.Copy();
        var own = new List<string>();
        var since = Product.Steps[step].AtMost is null ? 0 : view.LastFired[step];
        foreach (var kind in Product.Steps[step].Needs)
        {
            if (view.EvidenceFiled[kind] > since) continue;
            var from = Product.Evidence[kind].From;
            if (!_powers.Is(record, from, actor, _words.Who(from))) return (view, own, kind);
            own.Add(Product.Evidence[kind].Name);
            view.EvidenceFiled[kind] = ++view.Sequence;
        }

        return (view, own, null);
    }

    private CaseOption Planned(CaseOption option, CaseView view, ActPlan plan)
    {
        if (plan.Outcome != CaseOutcome.Accepted)
            return option with { WhyNot = Why(view).Say(plan.Outcome, plan.About, option.Step, new FactReader(view, tables.WorldOf(record), now, [])) };
        var after = plan.After.Liability;
        var before = record.View.Liability;
        var duties = DutyPlanner.Plan(tables.Products.Get(record.Product), record.Opened, 0, plan.Firings.AsSpan(), now, tables.Duties);
        return option with
        {
            To = plan.After.State,
            Liability = Product.Stake is null ? [] : [.. Enumerable.Range(0, after.Length).Where(p => before[p] != after[p]).Select(p =>
                new ExplainedLiability(_words.Party(p), record.Parties[p], _words.Money(before[p]), _words.Money(after[p])))],
            Money = [.. plan.Legs.Select(leg => new ExplainedMove(
                Product.Accounts[leg.From].Name, Product.Accounts[leg.To].Name, _words.Money(leg.Amount)))],
            Duties = [.. duties.Select(duty => $"{DutyWords.Say(_words, plan.Firings, duty)}, by {duty.Due}")],
        };
    }

    private WhyNot Why(CaseView view) => new(tables, record, view, _words, now);
}
