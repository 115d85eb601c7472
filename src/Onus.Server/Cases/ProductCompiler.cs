using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Server.Cases;

/// <summary>Checks texts of products on the node, those that somebody sends and those that were enacted; writes nothing.</summary>
internal sealed class ProductCompiler(Node node, LogPages log)
{
    private const int MostKept = 256;

    // What was enacted never changes, and drawing it begins with checking it.
    private readonly ConcurrentDictionary<ulong, CheckResult> _enacted = new();

    /// <summary>Checks a text as if it were to be enacted now; <c>opens</c> resolves over the products in the log.</summary>
    public async Task<(CheckResult Result, CheckOptions Options)> CheckAsync(ProductText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = await node.ReadAsync((cases, _) => cases.Products.All.GroupBy(p => p.Product.Name)
            .ToDictionary(g => g.Key, g => (g.Last().Product.Source, cases.Products.Texts.PiecesOf(g.Last().Product.Source)))).ConfigureAwait(false);
        var source = SourceText.FromString(text.Path, text.Source);
        var names = known.Keys.Append(ProductCheck.NameOf(source) ?? "").ToHashSet(StringComparer.Ordinal);
        var options = new CheckOptions
        {
            AsOf = DateOnly.FromDateTime(node.Time.GetUtcNow().UtcDateTime),
            KnownProducts = names,
            ReadProduct = name => known.TryGetValue(name, out var other)
                ? SourceText.FromBytes(name + ".onus", TextBook.Read(log, other.Source, other.Item2)) : null,
            ReadBeside = path => CalendarOf(text, path),
        };
        return (ProductCheck.Check(source, options), options);
    }

    /// <summary>The source of a version that was enacted.</summary>
    public async Task<byte[]> SourceAsync(EnactedProduct version)
    {
        var pieces = await node.ReadAsync((cases, _) => cases.Products.Texts.PiecesOf(version.Product.Source)).ConfigureAwait(false);
        return TextBook.Read(log, version.Product.Source, pieces);
    }

    /// <summary>The check of a version that was enacted: as far as drawing and writing it asks.</summary>
    public async Task<(CheckResult Result, CheckOptions Options)> CheckAsync(EnactedProduct version)
    {
        var calendar = await CalendarAsync(version.Product).ConfigureAwait(false);
        var options = new CheckOptions { ReadBeside = _ => calendar };
        if (_enacted.TryGetValue(version.Entry, out var known)) return (known, options);
        var result = ProductCheck.Check(
            SourceText.FromBytes(version.Product.Name + ".onus", await SourceAsync(version).ConfigureAwait(false)), options);
        if (_enacted.Count >= MostKept) _enacted.Clear();
        return (_enacted.GetOrAdd(version.Entry, result), options);
    }

    /// <summary>The calendar file that a text names: the one sent with it, or one that comes with Onus by its name.</summary>
    public static byte[]? CalendarOf(ProductText text, string path)
    {
        if (text.Calendar is { } sent) return Encoding.UTF8.GetBytes(sent);
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return ShippedCalendars.Names.Contains(name) ? ShippedCalendars.Read(name) : null;
    }

    private async Task<byte[]?> CalendarAsync(Product product)
    {
        if (product.Perimeter.Calendar is not { } named) return null;
        foreach (var name in ShippedCalendars.Names)
            if (ShippedCalendars.Read(name) is var bytes && new Hash256(SHA256.HashData(bytes)) == named.Data) return bytes;
        var pieces = await node.ReadAsync((cases, _) => cases.Products.Texts.PiecesOf(named.Data)).ConfigureAwait(false);
        return pieces.IsEmpty ? null : TextBook.Read(log, named.Data, pieces);
    }
}
