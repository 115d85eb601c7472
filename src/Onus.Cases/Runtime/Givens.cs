using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Facts and evidence that a command gives, checked and in the product's places.</summary>
internal static class Givens
{
    /// <summary>The facts by place; what is wrong with the first that does not fit.</summary>
    public static CaseOutcome Facts(
        ProductShape shape, ImmutableArray<FactInput> inputs, Func<int, CaseOutcome> mayGive, out ImmutableArray<FactGiven> facts, out int about)
    {
        var given = ImmutableArray.CreateBuilder<FactGiven>(inputs.Length);
        (facts, about) = ([], -1);
        foreach (var input in inputs)
        {
            if (!shape.Facts.TryGetValue(input.Fact, out var place)) return CaseOutcome.FactNotFound;
            about = place;
            if (mayGive(place) is var wrong and not CaseOutcome.Accepted) return wrong;
            if (!Fits(shape.Product.Facts[place], input)) return CaseOutcome.FactOutOfRange;
            given.Add(new FactGiven(place, input.Value, input.Commitment));
        }

        given.Sort((left, right) => left.Fact.CompareTo(right.Fact));
        (facts, about) = (given.DrainToImmutable(), -1);
        return CaseOutcome.Accepted;
    }

    /// <summary>The evidence by place; everything must come from whom the actor acts as.</summary>
    public static CaseOutcome Evidence(
        ProductShape shape, ImmutableArray<EvidenceInput> inputs, Func<Who, bool> isFrom, out ImmutableArray<EvidenceFiled> evidence, out int about)
    {
        var filed = ImmutableArray.CreateBuilder<EvidenceFiled>(inputs.Length);
        (evidence, about) = ([], -1);
        foreach (var input in inputs)
        {
            if (!shape.Evidence.TryGetValue(input.Kind, out var kind)) return CaseOutcome.EvidenceNotFound;
            about = kind;
            if (!isFrom(shape.Product.Evidence[kind].From)) return CaseOutcome.EvidenceNotYours;
            filed.Add(new EvidenceFiled(kind, input.Commitment));
        }

        (evidence, about) = (filed.DrainToImmutable(), -1);
        return CaseOutcome.Accepted;
    }

    private static bool Fits(Fact fact, FactInput input)
    {
        if (fact.Personal != input.Commitment is not null || !fact.Range.Contains(input.Value)) return false;
        return !fact.Personal || fact.Partition.Contains(input.Value);
    }
}
