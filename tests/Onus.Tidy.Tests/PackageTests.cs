using System.Text.Json;

namespace Onus.Tidy.Tests;

/// <summary>Every package that restores into a shipped project, however indirectly, is on the list with its licence.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Every_package_of_a_shipped_project_stands_on_the_list_of_licences()
    {
        var allowed = Allowed();
        var strangers =
            from project in Repository.Projects("src")
            from package in PackagesOf(Repository.NameOf(project))
            where !allowed.ContainsKey(package)
            select $"{Repository.NameOf(project)}: {package}";
        Assert.Empty(strangers.Distinct());
    }

    [Fact]
    public void Every_pinned_package_stands_on_the_list_of_licences()
    {
        var pinned = System.Xml.Linq.XDocument.Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);
        Assert.Empty(pinned.Except(Allowed().Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_list_names_only_licences_that_a_user_may_ship_under()
    {
        string[] licences = ["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "PostgreSQL"];
        Assert.Empty(Allowed().Where(p => !licences.Contains(p.Value)).Select(p => $"{p.Key}: {p.Value}"));
    }

    private static Dictionary<string, string> Allowed() =>
        Repository.Read("tests/Onus.Tidy.Tests/packages.allowed.tsv").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(columns => columns[0], columns => columns[1], StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> PackagesOf(string project)
    {
        var assets = Path.Combine(Repository.Root, "artifacts", "obj", project, "project.assets.json");
        Assert.True(File.Exists(assets), $"{project} was never restored: build the solution before this test");
        using var document = JsonDocument.Parse(File.ReadAllText(assets));
        foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject())
            if (library.Value.GetProperty("type").GetString() == "package")
                yield return library.Name[..library.Name.IndexOf('/', StringComparison.Ordinal)];
    }
}
