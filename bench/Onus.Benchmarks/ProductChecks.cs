using System.Text;
using BenchmarkDotNet.Attributes;
using Onus.Core;
using Onus.Language;
using Onus.Language.Syntax;

namespace Onus.Benchmarks;

/// <summary>A whole check, warm: a sample of some 390 lines, and one state with 300 rules over 12 facts, with and without
/// a gap. The rules cut the cases into 300 boxes, so that everything must be looked at before there is no gap.</summary>
[MemoryDiagnoser]
public class ProductChecks
{
    private const int Facts = 12;
    private const int Rules = 300;

    private readonly SourceText _sample;
    private readonly SourceText _whole;
    private readonly SourceText _gap;
    private readonly CheckOptions _options = new() { ReadBeside = _ => ShippedCalendars.Read("target2") };

    public ProductChecks()
    {
        var samples = Path.Combine(Root(), "tests", "Onus.Language.Tests", "samples");
        _sample = SourceText.FromBytes("chargeback.onus", File.ReadAllBytes(Path.Combine(samples, "chargeback.onus")));
        var boxes = Cut(new Random(7));
        _whole = SourceText.FromString("whole.onus", Table(boxes));
        _gap = SourceText.FromString("gap.onus", Table(boxes.Where((_, i) => i != Rules / 2)));
    }

    [Benchmark]
    public bool Sample() => ProductCheck.Check(_sample, _options).Succeeded;

    [Benchmark]
    public bool TwelveFactsThreeHundredRules() => ProductCheck.Check(_whole, _options).Succeeded;

    [Benchmark]
    public bool TwelveFactsThreeHundredRulesWithAGap() => ProductCheck.Check(_gap, _options).Succeeded;

    // Each cut halves one box at a random place of a random fact.
    private static List<(int Low, int High)[]> Cut(Random random)
    {
        List<(int Low, int High)[]> boxes = [[.. Enumerable.Repeat((0, 9_999), Facts)]];
        while (boxes.Count < Rules)
        {
            var at = random.Next(boxes.Count);
            var fact = random.Next(Facts);
            var (low, high) = boxes[at][fact];
            if (low == high) continue;
            var cut = random.Next(low, high);
            var upper = ((int, int)[])boxes[at].Clone();
            (boxes[at][fact], upper[fact]) = ((low, cut), (cut + 1, high));
            boxes.Add(upper);
        }

        return boxes;
    }

    private static string Table(IEnumerable<(int Low, int High)[]> boxes)
    {
        var (steps, cuts) = (new StringBuilder(), new SortedSet<int>());
        foreach (var (box, number) in boxes.Select((b, i) => (b, i)))
        {
            var tests = box.Select((range, fact) => (range, fact)).SelectMany(b => Tests(b.range, b.fact, cuts));
            steps.Append($"""
                step rule-{number} "Rule {number}"
                  from start
                  to end
                  decided by rule
                  when {string.Join(" and ", tests)}
                  because house

                """);
        }

        var facts = string.Join("\n  ", Enumerable.Range(0, Facts).Select(f => $"fact-{f} number from 0 to 9999"));
        return $"""
            product table "A table of rules"
              version 1
            perimeter
              jurisdiction EU
              currency EUR
              time zone "Europe/Berlin"
            policy house "House rules"
              decided by desk
              review by 2030-01-01
              sets waiting-time = 1 day, {string.Join(", ", cuts.Select(c => $"t{c} = {c}"))}
            party us "Us" is us
            authority desk of us
            facts
              {facts}
            stake none
            legal open "Open"
            legal closed "Closed"
            funds none-moved "Nothing moves"
            state start "Start"
              starts
              opened by desk
              legal open
              funds none-moved
              owner desk
              liable us
              at most waiting-time, then drop
            state end "End"
              final
              legal closed
              funds none-moved
            {steps}
            step drop "Nobody decided"
              from start
              to end
              decided by clock
            """;
    }

    private static IEnumerable<string> Tests((int Low, int High) range, int fact, SortedSet<int> cuts)
    {
        if (range.Low > 0)
        {
            cuts.Add(range.Low);
            yield return $"fact-{fact} is at least t{range.Low}";
        }

        if (range.High < 9_999)
        {
            cuts.Add(range.High);
            yield return $"fact-{fact} is at most t{range.High}";
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
