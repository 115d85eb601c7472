using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Exhibits.Tests;

/// <summary>A product of the folder <c>products</c>, compiled.</summary>
internal static class ShippedProduct
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static (Product Product, byte[] Source, byte[]? Calendar) Compile(string name)
    {
        var folder = Path.Combine(Root, "products", name);
        var path = Path.Combine(folder, name + ".onus");
        var source = File.ReadAllBytes(path);
        var named = Directory.EnumerateFiles(Path.Combine(Root, "products"), "*.onus", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var check = ProductCheck.Check(SourceText.FromBytes(path, source), new CheckOptions
        {
            KnownProducts = named.Keys.ToHashSet(StringComparer.Ordinal),
            ReadProduct = other => named.TryGetValue(other, out var at) ? SourceText.FromBytes(at, File.ReadAllBytes(at)) : null,
            ReadBeside = beside => File.ReadAllBytes(Path.Combine(folder, beside)),
        });
        Assert.True(check.Succeeded, TextRenderer.Render(check));
        var product = check.Compile();
        return (product, source, product.Perimeter.Calendar is { } calendar ? File.ReadAllBytes(Path.Combine(folder, calendar.Path)) : null);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Onus.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
