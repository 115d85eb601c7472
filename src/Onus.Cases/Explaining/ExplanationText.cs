using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Onus.Cases;

/// <summary>Writes an explanation as a page of text.</summary>
public static class ExplanationText
{
    /// <summary>The page, with line feeds, ending with one.</summary>
    public static string Write(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var page = new StringBuilder();
        Line(page, 0, $"entry {explanation.Entry}, {explanation.Time}");
        if (explanation.Product is { } product)
        {
            var @case = explanation.Case == 0 ? "no case" : $"case {explanation.Case}";
            Line(page, 0, $"{@case} of {product.Name} {product.Version.ToString(CultureInfo.InvariantCulture)} \"{product.Title}\", enacted by entry {product.Enacted}");
        }

        Line(page, 0, explanation.Headline);
        if (explanation.IsConfidential) Line(page, 0, "confidential: for the named desks and the regulator only");
        Section(page, "Who decided", explanation.Deciders);
        Section(page, "From which facts", explanation.Facts.Select(f => $"{f.Name} = {f.Value}  ({f.Origin})"));
        foreach (var stay in explanation.Stays) Stay(page, stay);
        Section(page, "What it moved", explanation.Money.Select(m => $"{m.Amount} from {m.From} to {m.To}")
            .Concat(explanation.Liability.Select(l => $"{l.Party} (actor {l.Actor}) was liable for {l.Before}, and is for {l.After}")));
        Section(page, "What is owed because of it", explanation.Duties.Select(d => $"{d.What}, by {d.Due}"));
        Section(page, "What shadows would have done", explanation.Shadows);
        Section(page, "What comes next", explanation.Next);
        return page.ToString();
    }

    private static void Stay(StringBuilder page, ExplainedStay stay)
    {
        Line(page, 0, "");
        Line(page, 0, $"In {stay.State} \"{stay.Title}\"");
        if (stay.Fired is { } fired)
        {
            Line(page, 1, $"{fired.Name} \"{fired.Title}\" fired and led to {fired.To}: {fired.Why}");
            if (fired.Guard is { } guard) Line(page, 2, "when " + guard);
            foreach (var source in fired.Because) Line(page, 2, $"under {source.Name} \"{source.Title}\": {source.Says}");
        }
        else
        {
            Line(page, 1, "nothing fired");
        }

        foreach (var option in stay.Options.Where(o => o.WhyNot is null)) Line(page, 1, $"also possible: {option.Step}, for {option.For}");
        foreach (var option in stay.Options.Where(o => o.WhyNot is not null))
            Line(page, 1, $"not possible: {option.Step}, for {option.For}: {option.WhyNot}");
        foreach (var difference in stay.Differences)
        {
            Line(page, 1, $"{difference.Step} {difference.Would} had {difference.Fact} been {difference.HadToBe}; it is {difference.Is}");
            if (difference.Threshold is { } threshold) Line(page, 2, threshold);
        }
    }

    private static void Section(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var all = lines.ToImmutableArray();
        if (all.IsEmpty) return;
        Line(page, 0, "");
        Line(page, 0, title);
        foreach (var line in all) Line(page, 1, line);
    }

    private static void Line(StringBuilder page, int depth, string text) => page.Append(' ', depth * 2).Append(text).Append('\n');
}
