using System.Globalization;

namespace Onus.Language.Mutation;

/// <summary>How many of the mutants that are wrong the checker reports.</summary>
internal sealed class Score(IReadOnlyList<Outcome> outcomes, Reviewed reviewed)
{
    internal int Mutants => outcomes.Count;

    internal int Reported { get; } = outcomes.Count(o => o.Reported);

    /// <summary>Survivors that were looked at and are right.</summary>
    internal int Right { get; } = outcomes.Count(o => !o.Reported && reviewed.Covers(o));

    /// <summary>Survivors that nobody has found right: the checker misses them.</summary>
    internal IEnumerable<Outcome> Missed => outcomes.Where(o => !o.Reported && !reviewed.Covers(o));

    /// <summary>Reported mutants per ten thousand of those that are wrong.</summary>
    internal int PerTenThousand => Mutants == Right ? 10_000 : (int)(10_000L * Reported / (Mutants - Right));

    /// <summary>Such as <c>98.75 %</c>.</summary>
    internal string Percent => string.Create(CultureInfo.InvariantCulture, $"{PerTenThousand / 100}.{PerTenThousand % 100:D2} %");
}
