using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>Other numbers in the place of a number: twice as much, half, and the next one.</summary>
internal static class Literals
{
    internal static IEnumerable<Mutant> Of(LiteralSyntax literal)
    {
        var token = literal.Number;
        var plain = token.Text.Replace(",", "", StringComparison.Ordinal);
        var whole = plain.Split('.')[0];
        if (!ulong.TryParse(whole, out var number)) yield break;
        foreach (var other in new SortedSet<ulong> { number * 2, (number + 1) / 2, number + 1 })
            if (other != number)
                yield return new Mutant("", "number", $"{token.Text} -> {other}", token.Span,
                    plain.Contains('.', StringComparison.Ordinal) ? $"{other}{plain[plain.IndexOf('.', StringComparison.Ordinal)..]}" : $"{other}");
    }
}
