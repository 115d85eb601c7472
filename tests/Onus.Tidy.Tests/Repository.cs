using System.Xml.Linq;

namespace Onus.Tidy.Tests;

/// <summary>The checkout under test: its files, as the tidy tests see them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Every file of the project, relative to the root with forward slashes; build output is left out.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git" or "node_modules"))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Sources => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Projects(string folder) =>
        Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string NameOf(string projectFile) => Path.GetFileNameWithoutExtension(projectFile);

    public static bool Sets(string projectFile, string property) =>
        XDocument.Parse(Read(projectFile)).Descendants(property).Any(e => e.Value == "true");

    /// <summary>The names of the projects that a project file refers to.</summary>
    public static IEnumerable<string> ReferencesOf(string projectFile) =>
        XDocument.Parse(Read(projectFile)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^1]));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) return folder.FullName;
        throw new InvalidOperationException("the tests do not run inside a checkout: no Onus.slnx above them");
    }
}
