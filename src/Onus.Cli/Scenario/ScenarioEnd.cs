using Onus.Cases.Duties;
using Onus.Core.Formats;

namespace Onus.Cli.Scenario;

/// <summary>What is left when the stories are over: cases by state, reports, the checkpoint, and how to look further.</summary>
internal static class ScenarioEnd
{
    public static async Task TellAsync(ScenarioNode node, ScenarioStories stories, DirectoryInfo folder, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Cases by product and state");
        var cases = await node.Read((state, _) => state.CasesFrom(0)
            .GroupBy(c => (Product: c.Product.Product.Name, State: c.Product.Product.States[c.State].Name))
            .Select(g => (g.Key.Product, g.Key.State, Count: g.Count())).ToArray());
        foreach (var (product, state, count) in cases) output.WriteLine($"  {product,-16} {state,-18} {count}");

        var reports = await node.Read((state, _) => state.Duties.Find(new DutyFilter { Kind = DutyKind.Report }, null, 1_000));
        output.WriteLine();
        output.WriteLine($"Reports: {reports.Count} due, of which {reports.Count(r => r.IsLate)} overdue; each stands in its regulator's own log");
        foreach (var regulator in await node.Read((state, _) => state.Duties.Regulators.ToArray()))
            output.WriteLine($"  {regulator}: {node.Engine.RegulatorLog(regulator)?.Head.Size ?? 0} entries");
        output.WriteLine();
        output.WriteLine($"The log has {node.Engine.Log.Head.Size} entries. Look further, with your own eyes:");
        var opened = stories.Opened[0].Opened;
        output.WriteLine($"  onus explain {opened} {folder.FullName}");
        output.WriteLine($"  onus replay {folder.FullName}");
        output.WriteLine($"  onus audit {folder.FullName}");
    }
}
