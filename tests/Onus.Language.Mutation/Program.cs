using System.Globalization;
using Onus.Language;
using Onus.Language.Mutation;

// Prints the score of the checker over the sample products; with --missed also every mutant that it misses, with
// --survivors every mutant that it does not report, and with --codes what it says of each operator.
var outcomes = Samples.Paths().SelectMany(path => Survey.Of(path, Samples.OptionsFor(path))).ToList();
var reviewed = Samples.Reviewed();
Console.WriteLine($"{"product",-20} {"mutants",8} {"reported",9} {"right",6} {"missed",7}   score");
foreach (var product in outcomes.GroupBy(o => o.Product)) Print(product.Key, new Score([.. product], reviewed));
Print("all", new Score(outcomes, reviewed));
Console.WriteLine();
Console.WriteLine($"{"operator",-20} {"mutants",8} {"reported",9} {"right",6} {"missed",7}   score");
foreach (var group in outcomes.GroupBy(o => o.Mutant.Operator)) Print(group.Key, new Score([.. group], reviewed));
if (args.Contains("--codes")) PrintCodes();
foreach (var outcome in outcomes.Where(o => !o.Reported))
    if (args.Contains("--survivors") || (args.Contains("--missed") && !reviewed.Covers(outcome))) Console.WriteLine(outcome.Key);
foreach (var line in reviewed.Unused) Console.WriteLine($"reviewed, but reported now: {line}");

static void Print(string name, Score score) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{name,-20} {score.Mutants,8} {score.Reported,9} {score.Right,6} {score.Missed.Count(),7}   {score.Percent}"));

void PrintCodes()
{
    foreach (var code in outcomes.Where(o => o.Reported).GroupBy(o => o.Codes[0]).OrderBy(g => g.Key))
        Console.WriteLine($"{code.Key.Text()}  {code.Count(),6}");
    Console.WriteLine($"more than one message: {outcomes.Count(o => o.Codes.Count > 1)}");
}
