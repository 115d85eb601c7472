using System.Collections.Concurrent;
using Onus.Cases;
using Onus.Language;
using Onus.Language.Syntax;

namespace Onus.Products.Tests;

/// <summary>A product of the folder <c>products</c>: its text, what the checker says of it, and the pages beside it.</summary>
internal sealed record ShippedProduct
{
    // The day the shipped sources were last compared; a later day would only make reviews fall due.
    private static readonly DateOnly AsOf = new(2026, 11, 24);

    private static readonly ConcurrentDictionary<string, ShippedProduct> Checked = [];

    public static string Folder { get; } = Path.Combine(Root(), "products");

    /// <summary>The names of the folders, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public required string Name { get; init; }

    public required CheckOptions Options { get; init; }

    public required CheckResult Result { get; init; }

    /// <summary>The compiled form with the calendar beside it.</summary>
    public CompiledText Compiled
    {
        get
        {
            var product = Result.Compile();
            return new CompiledText(product, [Beside(Name, product.Perimeter.Calendar!.Path)!]);
        }
    }

    public string Text => Result.Source.Text;

    public string Readme => Page("README.md");

    public string Scenario => Page("scenario.md");

    /// <summary>A product, checked once for all tests.</summary>
    public static ShippedProduct Of(string name) => Checked.GetOrAdd(name, Check);

    /// <summary>Reads a file of a product's folder; null where there is none.</summary>
    public static byte[]? Beside(string name, string relative)
    {
        var path = Path.Combine(Folder, name, relative);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private static ShippedProduct Check(string name)
    {
        var options = new CheckOptions
        {
            AsOf = AsOf,
            KnownProducts = Names.ToHashSet(),
            ReadProduct = other => Names.Contains(other) ? Source(other) : null,
            ReadBeside = relative => Beside(name, relative),
        };
        return new ShippedProduct { Name = name, Options = options, Result = ProductCheck.Check(Source(name), options) };
    }

    private string Page(string file) => File.ReadAllText(Path.Combine(Folder, Name, file));

    private static SourceText Source(string name) =>
        SourceText.FromBytes($"{name}.onus", File.ReadAllBytes(Path.Combine(Folder, name, $"{name}.onus")));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Onus.slnx above the tests");
        return folder;
    }
}
