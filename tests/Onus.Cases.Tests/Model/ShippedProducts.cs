using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Cases.Tests.Model;

/// <summary>The products of this repository.</summary>
internal static class ShippedProducts
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "products")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>A product, how it reckons time, and the file of its calendar.</summary>
    public static (Product Product, CivilCalendar Calendar, byte[]? File) Read(string name)
    {
        var folder = Path.Combine(Root, "products", name);
        var source = SourceText.FromBytes(name, File.ReadAllBytes(Path.Combine(folder, name + ".onus")));
        var result = ProductCheck.Check(source, new CheckOptions { ReadBeside = path => ReadFile(Path.Combine(folder, path)) });
        Assert.True(result.Succeeded, string.Join("\n", result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Title)));
        var product = result.Compile();
        Assert.True(CivilZone.TryFind(product.Perimeter.TimeZone ?? "UTC", out var zone));
        if (product.Perimeter.Calendar is not { } calendar) return (product, new CivilCalendar(zone, null, product.Perimeter.MonthEnd), null);
        var file = ReadFile(Path.Combine(folder, calendar.Path));
        Assert.True(BusinessCalendar.TryRead(file, out var business, out var problem), problem);
        return (product, new CivilCalendar(zone, business, product.Perimeter.MonthEnd), file);
    }

    /// <summary>The source of a product.</summary>
    public static byte[] Source(string name) => File.ReadAllBytes(Path.Combine(Root, "products", name, name + ".onus"));

    private static byte[]? ReadFile(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Onus.slnx"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}
