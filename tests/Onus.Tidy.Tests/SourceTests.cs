using System.Text.RegularExpressions;

namespace Onus.Tidy.Tests;

/// <summary>What every source file keeps to.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 500;

    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        var tooLong = Repository.Files
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Select(f => (File: f, Lines: Repository.Read(f).AsSpan().Count('\n')))
            .Where(f => f.Lines > MostLines)
            .Select(f => $"{f.File}: {f.Lines} lines");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_the_code()
    {
        var left = Repository.Sources.Where(f => !f.StartsWith("tests/Onus.Tidy.Tests/", StringComparison.Ordinal))
            .Where(f => LeftForLater().IsMatch(Repository.Read(f)));
        Assert.Empty(left);
    }

    // The analyzer bans members of the floating-point types; the words themselves are banned here, so that not even a
    // local variable of such a type can enter a decision.
    [Fact]
    public void The_deterministic_projects_hold_no_floating_point()
    {
        var found =
            from project in Repository.Projects("src")
            where Repository.Sets(project, "ReplayExact")
            let folder = project[..(project.LastIndexOf('/') + 1)]
            from file in Repository.Sources.Where(f => f.StartsWith(folder, StringComparison.Ordinal))
            from line in Repository.Read(file).Split('\n').Select((text, at) => (Text: text, Line: at + 1))
            where FloatingPoint().IsMatch(Comment().Replace(StringLiteral().Replace(line.Text, "\"\""), ""))
            select $"{file}:{line.Line}";
        Assert.Empty(found);
    }

    [Fact]
    public void The_deterministic_rooms_all_say_that_replay_is_exact()
    {
        string[] rooms = ["Onus.Core", "Onus.Log", "Onus.Language", "Onus.Ledger", "Onus.Risk", "Onus.Cases"];
        var silent = Repository.Projects("src").Where(p => rooms.Contains(Repository.NameOf(p)) && !Repository.Sets(p, "ReplayExact"));
        Assert.Empty(silent);
    }

    [Fact]
    public void The_root_holds_only_what_a_newcomer_expects()
    {
        string[] expected =
        [
            ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props", "Directory.Build.targets",
            "Directory.Packages.props", "Dockerfile", "LICENSE", "NOTICE", "Onus.slnx", "README.md", "SECURITY.md", "global.json", "test",
        ];
        Assert.Empty(Repository.Files.Where(f => !f.Contains('/', StringComparison.Ordinal)).Except(expected));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException|\bSkip\s*=\s*""")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\b(double|float|decimal|Half)\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex StringLiteral();

    [GeneratedRegex(@"//.*$|^\s*\*.*$")]
    private static partial Regex Comment();
}
