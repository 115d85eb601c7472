namespace Onus.Tidy.Tests;

/// <summary>The rooms of docs/architecture.md and the arrows between them: each points down the list.</summary>
public sealed class ArrowTests
{
    // What each project may refer to directly. A project that is not here is not part of the design yet: add it to
    // docs/architecture.md and here together.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Onus.Core"] = [],
        ["Onus.Log"] = ["Onus.Core"],
        ["Onus.Log.MlDsa"] = ["Onus.Core", "Onus.Log"],
        ["Onus.Language"] = ["Onus.Core"],
        ["Onus.Ledger"] = ["Onus.Core"],
        ["Onus.Risk"] = ["Onus.Core"],
        ["Onus.Messages"] = ["Onus.Core"],
        ["Onus.Cases"] = ["Onus.Core", "Onus.Language", "Onus.Ledger", "Onus.Risk"],
        ["Onus.Engine"] = ["Onus.Core", "Onus.Log", "Onus.Language", "Onus.Ledger", "Onus.Risk", "Onus.Cases"],
        ["Onus.Witness"] = ["Onus.Core", "Onus.Log"],
        ["Onus.LanguageServer"] = ["Onus.Core", "Onus.Language"],
        ["Onus.Cluster"] = ["Onus.Engine"],
        ["Onus.Client"] = ["Onus.Core", "Onus.Log"],
        ["Onus.Server"] =
        [
            "Onus.Core", "Onus.Log", "Onus.Language", "Onus.Ledger", "Onus.Cases", "Onus.Messages", "Onus.Engine", "Onus.Client", "Onus.Witness",
        ],
        ["Onus.Console"] = ["Onus.Client"],
        ["Onus.Cli"] =
        [
            "Onus.Core", "Onus.Log", "Onus.Log.MlDsa", "Onus.Language", "Onus.LanguageServer", "Onus.Ledger", "Onus.Cases",
            "Onus.Messages",
            "Onus.Engine", "Onus.Witness", "Onus.Server", "Onus.Client", "Onus.Console",
        ],
        ["Onus.Verify"] = ["Onus.Core", "Onus.Log", "Onus.Log.MlDsa"],
    };

    [Fact]
    public void Every_arrow_between_projects_points_down_the_list_of_rooms()
    {
        var upward =
            from project in Repository.Projects("src")
            let name = Repository.NameOf(project)
            from target in Repository.ReferencesOf(project)
            where !Allowed.TryGetValue(name, out var allowed) || !allowed.Contains(target)
            select $"{name} -> {target}";
        Assert.Empty(upward);
    }

    [Fact]
    public void Every_project_of_src_is_a_room_of_the_design()
    {
        var page = Repository.Read("docs/architecture.md");
        var names = Repository.Projects("src").Select(Repository.NameOf).ToList();
        Assert.Empty(names.Except(Allowed.Keys));
        Assert.All(names, n => Assert.Contains($"`{n}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_of_src_is_reached_by_a_test_project()
    {
        var references = Repository.Projects("src").Concat(Repository.Projects("tests"))
            .ToDictionary(Repository.NameOf, p => Repository.ReferencesOf(p).ToList());
        var reached = new HashSet<string>();
        var queue = new Queue<string>(Repository.Projects("tests").Select(Repository.NameOf));
        while (queue.TryDequeue(out var name))
            if (reached.Add(name))
                foreach (var next in references.GetValueOrDefault(name, [])) queue.Enqueue(next);
        Assert.Empty(Repository.Projects("src").Select(Repository.NameOf).Except(reached));
    }

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        var solution = Repository.Read("Onus.slnx");
        var missing = new[] { "src", "tests", "bench" }.SelectMany(Repository.Projects)
            .Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));
        Assert.Empty(missing);
    }
}
