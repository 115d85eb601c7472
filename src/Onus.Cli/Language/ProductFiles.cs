using Onus.Language;
using Onus.Language.Syntax;

namespace Onus.Cli.Language;

/// <summary>The product files that a command line names: files as they are, folders with every product below them.</summary>
internal sealed class ProductFiles
{
    private static readonly string[] Endings = [".onus", ".onus.md"];

    private ProductFiles(IReadOnlyList<string> paths) => Paths = paths;

    /// <summary>The paths, each once, in ordinal order within each argument.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Finds the files; a path that is not there, or a folder without products, is refused.</summary>
    public static ProductFiles Find(IReadOnlyList<string> arguments)
    {
        var paths = new List<string>();
        foreach (var argument in arguments)
        {
            if (File.Exists(argument))
            {
                paths.Add(argument);
                continue;
            }

            if (!Directory.Exists(argument)) throw new Refusal($"there is no file or folder '{argument}'");
            var found = Directory.EnumerateFiles(argument, "*", SearchOption.AllDirectories)
                .Where(f => Endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (found.Length == 0) throw new Refusal($"no product (*.onus, *.onus.md) in '{argument}'");
            paths.AddRange(found);
        }

        return new ProductFiles([.. paths.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reads a file; one that is far too large to be a product is cut, and the check says so.</summary>
    public static SourceText Read(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Math.Min(stream.Length, SourceText.MaxBytes)];
        stream.ReadExactly(bytes);
        return SourceText.FromBytes(path, bytes);
    }

    /// <summary>Checks every file; <c>opens</c> resolves over all of them.</summary>
    public IReadOnlyList<CheckResult> Check(DateOnly? asOf, bool notes = false)
    {
        var sources = Paths.Select(Read).ToArray();
        var named = sources.Where(s => ProductCheck.NameOf(s) is not null).ToLookup(s => ProductCheck.NameOf(s)!, StringComparer.Ordinal);
        var names = named.Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. sources.Select(source => ProductCheck.Check(source, new CheckOptions
            {
                AsOf = asOf,
                Notes = notes,
                // Of one file alone it is not known what it stands among.
                KnownProducts = sources.Length == 1 ? null : names,
                ReadProduct = name => named[name].FirstOrDefault(),
                ReadBeside = relative => Beside(source.Path, relative),
            })),
        ];
    }

    /// <summary>Reads a file named in a product, by its path beside it; null where there is none.</summary>
    public static byte[]? Beside(string product, string relative)
    {
        var path = Path.Combine(Path.GetDirectoryName(product) ?? "", relative);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
