using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>Leaves out what qualifies a fact: its range, its key, that it is personal, that it comes later.</summary>
internal static class FactMutations
{
    internal static IEnumerable<Mutant> Of(FactSyntax fact, SourceText source)
    {
        yield return new Mutant("", "drop fact", fact.Name.Text, fact.Span, "");
        var tokens = fact.Tokens().ToList();
        foreach (var word in (string[])["personal", "later"])
            if (tokens.FirstOrDefault(t => t.Is(word)) is { } token)
                yield return new Mutant("", "drop part", $"{fact.Name.Text}: {word}", token.Span, "");
        if (fact.From is { } from && tokens.LastOrDefault(t => t.Is("from") && t.Start < from.Span.Start) is { } start)
            yield return new Mutant("", "drop part", $"{fact.Name.Text}: from", TextSpan.FromBounds(start.Start, (fact.To ?? from).Span.End), "");
        if (fact.To is { } to && tokens.LastOrDefault(t => t.Is("to") && t.Start < to.Span.Start) is { } till)
            yield return new Mutant("", "drop part", $"{fact.Name.Text}: to", TextSpan.FromBounds(till.Start, to.Span.End), "");
        if (fact.Kept?.Per is { } per && tokens.LastOrDefault(t => t.Is("per")) is { } key)
            yield return new Mutant("", "drop part", $"{fact.Name.Text}: per", TextSpan.FromBounds(key.Start, per.Span.End), "");
        foreach (var list in (IReadOnlyList<NameSyntax>[])[fact.Members, fact.Kept?.Steps ?? []])
            for (var i = 1; i < list.Count; i++)
                yield return new Mutant("", "drop item", $"{fact.Name.Text}: {list[i].Text}",
                    TextSpan.FromBounds(list[i - 1].Span.End, list[i].Span.End), "");
    }
}
