using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Onus.Cases;
using Onus.Cli.Language;
using Onus.Cli.Scenario;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Language;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench cases</c>: governed payments and human steps through the engine, durable, by many callers at once.</summary>
/// <remarks>A governed payment is one entry of one case: opened, decided by a rule, paid, liability moved, a duty where due.</remarks>
internal static class BenchCasesCommand
{
    private const string Origin = "bench.onus.example/cases";

    public static Command Create()
    {
        var payments = new Option<int>("--payments") { Description = "How many payments.", DefaultValueFactory = _ => 20_000 };
        var callers = new Option<int>("--callers") { Description = "How many callers at once.", DefaultValueFactory = _ => 1_000 };
        var products = new Option<string>("--products") { Description = "The folder of the shipped products.", DefaultValueFactory = _ => "products" };
        var open = new Option<int>("--open") { Description = "Open that many cases with clocks instead, and print what one takes in memory." };
        var command = new Command("cases", "Governed payments and human steps a second, durable.") { payments, callers, products, open };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(payments), parsed.GetValue(callers), parsed.GetValue(products)!, parsed.GetValue(open), parsed.Output()));
        return command;
    }

    private static async Task<int> RunAsync(int payments, int callers, string products, int toOpen, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("onus-bench-cases-");
        try
        {
            using var key = Ed25519Signer.Generate(Origin, SignatureType.Ed25519, SystemEntropy.Instance);
            var device = DirectoryDevice.CreateAt(folder.FullName);
            LogOpener.Create(device, key.Key);
            var time = new ScenarioTime(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
            using var engine = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = device, Signers = [key] }, Time = time }).Engine
                ?? throw new Refusal("the log cannot be opened", ExitCode.Unavailable);
            var node = new ScenarioNode(engine, time, new ScenarioNames());
            await node.FoundAsync(key.Key, "founder");
            foreach (var check in ProductFiles.Find([products]).Check(null))
                if (ProductCheck.NameOf(check.Source) is "refund-cap" or "capital-review" or "remittance") await ScenarioCommand.EnactAsync(node, check);
            await node.FundAsync("sender/account", "Sender", 100_000_000m);

            output.WriteLine($"machine:  {LedgerBenchmark.Machine()}");
            output.WriteLine($"durable:  one flush and one signed checkpoint a batch; {callers:N0} callers, each waits for its answer");
            if (toOpen > 0)
            {
                await OpenAsync(node, toOpen, callers, output);
                return ExitCode.Done;
            }

            var (opened, cases) = await PayAsync(node, payments, callers);
            output.WriteLine($"governed payments: {Rate(payments, opened)}/s  (open, facts, rule, postings, liability: one entry each)");
            var open = await node.Read((state, _) => state.Count.Open);
            var memory = GC.GetTotalMemory(forceFullCollection: true);
            var stepped = await StepAsync(node, cases, callers);
            output.WriteLine($"human steps:       {Rate(cases.Count, stepped)}/s  (a person decides on the head they saw: money, liability, a notice, a report)");
            output.WriteLine($"memory:            {memory / 1_048_576:N0} MiB managed in all with {open:N0} open cases");
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Opens cases and leaves them open: what all of them together take, and what it costs to know which is due next.</summary>
    private static async Task OpenAsync(ScenarioNode node, int count, int callers, TextWriter output)
    {
        const int Times = 1_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (took, _) = await PayAsync(node, count, callers);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var open = await node.Read((state, _) => state.Count.Open);
        var (next, asked) = await node.Read((state, _) =>
        {
            var (watch, due) = (Stopwatch.StartNew(), state.NextDue);
            for (var i = 0; i < Times; i++) due = state.NextDue;
            return (due, watch.Elapsed);
        });
        output.WriteLine($"open cases:        {open:N0}, opened at {Rate(count, took)}/s");
        output.WriteLine($"memory:            {(after - before) / count:N0} managed bytes for each, with its clock, its duties and what is counted of it");
        output.WriteLine($"next due:          {next}; {asked.TotalNanoseconds / Times:N1} ns to know it");
    }

    private static async Task<(TimeSpan Took, List<ulong> Cases)> PayAsync(ScenarioNode node, int payments, int callers)
    {
        var cases = new ulong[payments];
        var parties = new Dictionary<string, string> { ["sender"] = "Sender", ["receiver"] = "Receiver" };
        FactInput[] Facts(int i) =>
        [
            new("amount", 100), new("usd-equivalent", 1), new("identified", 1), new("screening", 0), new("payee-account", 1_000_000 + i),
        ];
        await node.OpenAsync("remittance", "sender", parties, Facts(-1));
        var watch = Stopwatch.StartNew();
        await EachAsync(payments, callers, async i =>
            cases[i] = Accepted(await node.OpenAsync("remittance", "sender", parties, Facts(i)).ConfigureAwait(false)).Case);
        return (watch.Elapsed, [.. cases]);
    }

    /// <summary>The receiver files that the money came, and a person of ours decides on the case as it then stands.</summary>
    private static async Task<TimeSpan> StepAsync(ScenarioNode node, List<ulong> cases, int callers)
    {
        var heads = new ulong[cases.Count];
        await EachAsync(cases.Count, callers, async i =>
            heads[i] = Accepted(await node.FileAsync(cases[i], "Receiver", "receiver", "credit-advice").ConfigureAwait(false)).Index);
        var watch = Stopwatch.StartNew();
        await EachAsync(cases.Count, callers, async i =>
            Accepted(await node.TakeAtAsync(cases[i], heads[i], "remittance", "deliver", "payments-desk").ConfigureAwait(false)));
        return watch.Elapsed;
    }

    private static Task EachAsync(int count, int callers, Func<int, Task> body) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            for (var i = caller; i < count; i += callers) await body(i).ConfigureAwait(false);
        }));

    private static CaseResult Accepted(CaseResult result) => result.Outcome == CaseOutcome.Accepted
        ? result
        : throw new Refusal($"refused: {CaseWords.CodeOf(result.Outcome)}", ExitCode.Broken);

    private static string Rate(int count, TimeSpan took) => (count / took.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture);
}
