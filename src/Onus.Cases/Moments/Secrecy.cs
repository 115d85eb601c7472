using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Who is named by a confidential step, and so may be shown what it did: everybody else sees the state, its legal
/// meaning and the time (LANGUAGE, "Confidential steps").</summary>
/// <remarks>Named are those who decide, record and review the step, who own the state that the case is in after it, who are told
/// with reasons, and the regulators to whom it is reported.</remarks>
/// <param name="Product">The product version.</param>
/// <param name="Named">The parties and authorities, by their places in it.</param>
/// <param name="Regulators">The regulators by name.</param>
public sealed record Secrecy(Product Product, ImmutableArray<Who> Named, ImmutableArray<string> Regulators)
{
    /// <summary>Whether a step is confidential: it tells somebody without reasons.</summary>
    public static bool Covers(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Tells.Any(notice => notice.Reasons == Reasons.Without);
    }

    /// <summary>The secrecy of an act; null where none of its steps is confidential.</summary>
    public static Secrecy? Of(Product product, ImmutableArray<Firing> firings)
    {
        ArgumentNullException.ThrowIfNull(product);
        var steps = firings.Select(firing => product.Steps[firing.Step]).Where(Covers).ToArray();
        return steps.Length == 0 ? null : Of(product, steps, firings[^1].To);
    }

    /// <summary>The secrecy of a step that was asked for or approved; null where it is not confidential.</summary>
    public static Secrecy? Of(Product product, string? step)
    {
        ArgumentNullException.ThrowIfNull(product);
        var found = product.Steps.FirstOrDefault(s => s.Name == step);
        return found is null || !Covers(found) ? null : Of(product, [found], found.To);
    }

    private static Secrecy Of(Product product, Step[] steps, int? to)
    {
        var named = new List<Who>();
        foreach (var step in steps)
        {
            Add(product, named, step.Decider.By);
            Add(product, named, step.Decider.RecordedBy);
            Add(product, named, step.ReviewedBy?.By);
            foreach (var notice in step.Tells)
                if (notice.Reasons != Reasons.Without)
                    foreach (var who in notice.To) Add(product, named, who);
        }

        if (to is { } state) Add(product, named, product.States[state].Owner);
        foreach (var step in steps)
            foreach (var notice in step.Tells)
                if (notice.Reasons == Reasons.Without) named.RemoveAll(who => notice.To.Contains(who));
        var regulators = steps.SelectMany(step => step.Reports).Select(report => product.Perimeter.Regulators[report.Regulator].Name);
        return new Secrecy(product, [.. named.Distinct()], [.. regulators.Distinct(StringComparer.Ordinal)]);
    }

    private static void Add(Product product, List<Who> named, Who? who)
    {
        if (who is not { } one) return;
        named.Add(one);
        if (!one.IsParty) named.AddRange(product.Authorities[one.Index].Members.Select(Who.Authority));
    }
}
