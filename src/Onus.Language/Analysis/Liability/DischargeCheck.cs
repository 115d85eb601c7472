using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>ONUS0604: who is discharged has paid exactly that, from accounts of its own.</summary>
internal static class DischargeCheck
{
    internal static Diagnostic? Fault(Way way, ProductShares shares)
    {
        foreach (var bearer in way.Step.Discharges?.Items ?? [])
        {
            var party = bearer.Party.Name;
            var (owed, paid) = (way.Flow.Discharged[party], way.Flow.PaidBy(party, way.Space));
            if (way.Space.NotZero(owed - paid) is not { } point) continue;
            var less = paid.At(point) < owed.At(point);
            var outcome = paid.At(point) < 0
                ? $"and takes in {shares.Amount(paid.At(point))}"
                : $"and pays {shares.Amount(paid.At(point))} from its own accounts";
            return Diagnostic.Of(DiagnosticCode.DischargedUnpaid,
                less ? $"{way.Step.Quoted()} discharges {party}, who has not paid"
                    : $"{way.Step.Quoted()} has {party} pay more than it is discharged of",
                bearer.Span, "discharged here") with
            {
                Secondary = [PostingPlace(way.Step, party, less)],
                Cases = [$"{shares.Case(point, owed, paid)} -> {party} is discharged of "
                    + $"{shares.Amount(owed.At(point))} {outcome}"],
                Fix = FixFor(way, bearer, less),
            };
        }

        return null;
    }

    private static Place PostingPlace(BoundStep step, string party, bool less)
    {
        var postings = step.Posts.SelectMany(p => p.Items).ToList();
        var paying = postings.Where(p => p.From.Party.Name == party);
        var own = less ? paying.FirstOrDefault() : paying.LastOrDefault();
        if (own is not null) return new Place(own.Span, $"leaves {own.From.FullName()}");
        return postings.Count == 0
            ? new Place(step.Span, "the step posts nothing")
            : new Place(postings[0].Span, $"leaves {postings[0].From.FullName()}, not an account of {party}");
    }

    private static Fix FixFor(Way way, BoundBearer bearer, bool less) => less
        ? new Fix($"post the amount out of an account of {bearer.Party.Name}, or write "
            + $"`leaves` if the loss lies with {bearer.Party.Name} without a payment")
        : new Fix($"post from {bearer.Party.Name} only what it is discharged of in {way.Step.Name}");
}
