using System.Globalization;
using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Testing.Products;

/// <summary>A product that somebody could have written: random, and accepted by the real checker.</summary>
/// <param name="Seed">What it came from.</param>
/// <param name="Text">The source text.</param>
/// <param name="Compiled">The compiled product.</param>
public sealed record RandomProduct(int Seed, string Text, Product Compiled)
{
    /// <summary>The first product without errors that seeds from this one on give.</summary>
    public static RandomProduct From(int seed)
    {
        for (var next = seed; next < seed + 1_000; next++)
            if (TryMake(next, out _) is { } product) return product;
        throw new InvalidOperationException($"no seed from {seed} on gives a product without errors");
    }

    /// <summary>The product of a seed, or what the checker says against it.</summary>
    public static RandomProduct? TryMake(int seed, out string errors)
    {
        var text = new ProductWriter(new ProductDraft(new Random(seed))).Write();
        var source = SourceText.FromString($"random-{seed.ToString(CultureInfo.InvariantCulture)}.onus", text);
        var result = ProductCheck.Check(source, new CheckOptions { ReadBeside = Calendar });
        errors = string.Join("\n", result.Diagnostics.Where(d => d.Severity == Severity.Error)
            .Select(d => $"{d.Code} {source.LineOf(d.Primary.Span.Start)}: {d.Title}"));
        return result.Succeeded ? new RandomProduct(seed, text, result.Compile()) : null;
    }

    /// <summary>How products reckon time here.</summary>
    public static CivilCalendar CalendarOf(Product product)
    {
        if (!CivilZone.TryFind(product.Perimeter.TimeZone ?? "UTC", out var zone)) throw new InvalidOperationException("no such zone");
        var business = product.Perimeter.Calendar is null
            ? null
            : BusinessCalendar.TryRead(ShippedCalendars.Read("target2"), out var read, out _) ? read : null;
        return new CivilCalendar(zone, business, product.Perimeter.MonthEnd);
    }

    private static byte[]? Calendar(string path) => path == "calendars/target2.csv" ? ShippedCalendars.Read("target2") : null;
}
