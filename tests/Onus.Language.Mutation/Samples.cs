namespace Onus.Language.Mutation;

/// <summary>The correct products that are mutated, and the review of what survives; both inside the repository.</summary>
internal static class Samples
{
    /// <summary>The folder of the sample products.</summary>
    internal static string Folder() => Path.Combine(Root(), "tests", "Onus.Language.Tests", "samples");

    internal static IEnumerable<string> Paths() =>
        Directory.EnumerateFiles(Folder(), "*.onus").Order(StringComparer.Ordinal);

    /// <summary>Options that find calendars beside the product.</summary>
    internal static CheckOptions OptionsFor(string path) => new()
    {
        AsOf = new DateOnly(2027, 1, 15),
        ReadBeside = relative => Path.Combine(Path.GetDirectoryName(path)!, relative) is var file && File.Exists(file)
            ? File.ReadAllBytes(file) : null,
    };

    internal static Reviewed Reviewed() =>
        new(File.ReadLines(Path.Combine(Root(), "tests", "Onus.Language.Mutation", "reviewed.tsv")));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Onus.slnx above the program");
        return folder;
    }
}
