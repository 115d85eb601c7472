using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0806: what undoes a step can follow it, and gives the other parties' accounts back what they had.</summary>
internal sealed class UndoingCheck(BoundProduct product, ProductShares shares, DiagnosticBag bag)
{
    internal void Check()
    {
        foreach (var at in product.StepRefs)
        {
            var step = product[at];
            if (step.UndoneBy is not { } by || bag.IsPoisoned(Poison.Step(step)) || bag.IsPoisoned(Poison.Step(product[by]))) continue;
            if ((Unreachable(step, by) ?? Unrestored(step, by)) is { } fault) bag.Add(fault);
        }
    }

    private Diagnostic? Unreachable(BoundStep step, StepRef by)
    {
        if (step.To is not { } start) return null;
        var seen = new HashSet<StateRef> { start };
        var open = new Queue<StateRef>(seen);
        while (open.TryDequeue(out var state))
        {
            if (product[by].From.Contains(state)) return null;
            foreach (var next in product.StepsFrom(state))
                if (product[next].To is { } to && seen.Add(to)) open.Enqueue(to);
        }

        return Diagnostic.Of(DiagnosticCode.UndoingDoesNotReverse,
            $"{product[by].Quoted()} can never follow {step.Quoted()}, so it cannot undo it", step.UndoneSpan, "named here") with
        {
            Secondary = [new Place(product[by].FromSpan, $"no way leads here from {product[start].Quoted()}")],
            Fix = new Fix("name a step that can come later in the same case"),
        };
    }

    private Diagnostic? Unrestored(BoundStep step, StepRef by)
    {
        var (done, undone) = (new StepFlow(step, shares), new StepFlow(product[by], shares));
        var accounts = done.Postings.SelectMany(p => (BoundAccount[])[p.Posting.From, p.Posting.To])
            .Where(a => a.Party.Role != PartyRole.Us).DistinctBy(a => a.FullName());
        foreach (var account in accounts)
        {
            var name = account.FullName();
            var net = done.Posted[name] + undone.Posted[name];
            var point = step.From.Select(f => shares.Taking(step, f).NotZero(net)).FirstOrDefault(p => p is not null);
            if (point is not { } witness) continue;
            var (took, gave) = (done.Posted[name].At(witness), undone.Posted[name].At(witness));
            return Diagnostic.Of(DiagnosticCode.UndoingDoesNotReverse,
                $"{product[by].Quoted()} does not undo what {step.Quoted()} does to {name}", step.UndoneSpan,
                "said to undo it") with
            {
                Secondary = [new Place(done.Postings.First(p => p.Posting.From.FullName() == name || p.Posting.To.FullName() == name)
                    .Posting.Span, "this posting")],
                Cases = [$"{shares.Case(witness, net)} -> {step.Name} {Change(took)}, {product[by].Name} {Change(gave)}"],
                Fix = new Fix($"let {product[by].Name} {(took < 0 ? "pay into" : "take from")} {name} what {step.Name} "
                    + $"{(took < 0 ? "took" : "paid")}"),
            };
        }

        return null;
    }

    private string Change(Int128 change) =>
        change == 0 ? "changes nothing there" : change < 0 ? $"takes {shares.Amount(change)}" : $"pays in {shares.Amount(change)}";
}
