using Onus.Language.Syntax;

namespace Onus.Language.Tests;

/// <summary>The files of this test project, found by walking up from the test's own directory.</summary>
internal static class TestFiles
{
    /// <summary>The folder of the test project's sources.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "Onus.Language.Tests");

    /// <summary>The complete sample products.</summary>
    public static IEnumerable<string> Samples =>
        Directory.EnumerateFiles(Path.Combine(Folder, "samples"), "*.onus").Order(StringComparer.Ordinal);

    /// <summary>A sample's text by its file name.</summary>
    public static string Sample(string name) => File.ReadAllText(Path.Combine(Folder, "samples", name));

    /// <summary>A source of a file, with its bare file name.</summary>
    public static SourceText Source(string path) => SourceText.FromBytes(Path.GetFileName(path), File.ReadAllBytes(path));

    /// <summary>Options that find calendars beside the file, or among the samples' calendars.</summary>
    public static CheckOptions OptionsFor(string path) => new()
    {
        ReadBeside = relative => new[] { Path.GetDirectoryName(path)!, Path.Combine(Folder, "samples") }
            .Select(folder => Path.Combine(folder, relative))
            .Where(File.Exists)
            .Select(File.ReadAllBytes)
            .FirstOrDefault(),
    };

    /// <summary>The repository's root.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Onus.slnx above the tests");
        return folder;
    }
}
