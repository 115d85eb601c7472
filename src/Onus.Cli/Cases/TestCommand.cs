using System.Collections.Immutable;
using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Language;
using Onus.Language;

namespace Onus.Cli.Cases;

/// <summary><c>onus test</c>: plays the stories of products on the real runtime, and says what no story visits.</summary>
internal static class TestCommand
{
    // A product without a day of effect starts its stories here: the first working day of a year with published calendars.
    private static readonly DateOnly FirstDay = new(2026, 1, 5);

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Product files, or folders that hold them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var asOf = new Option<string?>("--as-of") { Description = "The day before which no story starts, as YYYY-MM-DD.", HelpName = "DATE" };
        var command = new Command("test", "Play the examples of products, and say which steps and states no example visits.") { paths, asOf };
        command.SetAction(parsed => Run(
            ProductFiles.Find(parsed.GetValue(paths)!), CheckCommand.Date(parsed.GetValue(asOf)) ?? FirstDay, parsed.Output()));
        return command;
    }

    private static int Run(ProductFiles files, DateOnly asOf, TextWriter output)
    {
        var checks = files.Check(null);
        var faulty = checks.Where(c => !c.Succeeded).ToArray();
        foreach (var check in faulty) output.Write(TextRenderer.Render(check));
        if (faulty.Length > 0)
        {
            output.WriteLine("no story is played while a product has faults");
            return ExitCode.Refuted;
        }

        var texts = checks.ToDictionary(c => c.Source.Path, CompiledOf);
        var allTrue = true;
        foreach (var check in checks) allTrue &= Play(check, texts, asOf, output);
        return allTrue ? ExitCode.Done : ExitCode.Refuted;
    }

    private static bool Play(CheckResult check, Dictionary<string, CompiledText> texts, DateOnly asOf, TextWriter output)
    {
        var text = texts[check.Source.Path];
        var cast = Closure(text, texts.Values);
        var results = text.Product.Examples.AsParallel().AsOrdered().Select(e => StoryRunner.Play(text, e, cast, asOf)).ToArray();
        output.WriteLine($"{text.Product.Name}: {results.Count(r => r.CameTrue)} of {results.Length} stories come true");
        foreach (var result in results.Where(r => !r.CameTrue))
        {
            output.WriteLine($"  error[ONUS1101] \"{result.Title}\" departs at {check.Source.Path}:{result.Line}");
            output.WriteLine($"    {result.Departure}");
        }

        var missed = Missed(text.Product.Steps, results, r => r.Fired, s => "step " + s.Name)
            .Concat(Missed(text.Product.States, results, r => r.Visited, s => "state " + s.Name)).ToArray();
        foreach (var name in missed) output.WriteLine($"  warning[ONUS1102] no story visits {name}");
        return missed.Length == 0 && results.All(r => r.CameTrue);
    }

    private static IEnumerable<string> Missed<T>(
        ImmutableArray<T> items, StoryResult[] results, Func<StoryResult, ImmutableArray<bool>> seen, Func<T, string> nameOf)
    {
        for (var i = 0; i < items.Length; i++)
            if (!results.Any(r => seen(r)[i])) yield return nameOf(items[i]);
    }

    /// <summary>The product with all that its steps and caps open, and what those open in turn.</summary>
    private static List<CompiledText> Closure(CompiledText text, IEnumerable<CompiledText> all)
    {
        var closure = new List<CompiledText> { text };
        for (var i = 0; i < closure.Count; i++)
        {
            var product = closure[i].Product;
            var names = product.Steps.Select(s => s.Opens).Concat(product.Caps.SelectMany(c => c.Opens.Select(o => (string?)o.Product)));
            foreach (var name in names)
                if (name is not null && closure.All(c => c.Product.Name != name) && all.FirstOrDefault(t => t.Product.Name == name) is { } opened)
                    closure.Add(opened);
        }

        return closure;
    }

    private static CompiledText CompiledOf(CheckResult check)
    {
        var product = check.Compile();
        var file = product.Perimeter.Calendar is { } calendar ? ProductFiles.Beside(check.Source.Path, calendar.Path) : null;
        return new CompiledText(product, file is null ? [] : [file]);
    }
}
