using System.Text;
using Onus.Cases.Tests.Model;
using Onus.Core;
using Onus.Language.Compiled;
using Onus.Testing.Products;

namespace Onus.Simulation.Cases;

/// <summary>A product as the simulator enacts it: a random one that the checker accepts, or one of the repository.</summary>
/// <param name="Text">The compiled product.</param>
/// <param name="Source">Its source.</param>
/// <param name="Calendar">How it reckons time.</param>
/// <param name="Calendars">The calendar files that it names.</param>
/// <param name="Opened">The products of which it opens cases.</param>
internal sealed record SimulatedProduct(
    Product Text, byte[] Source, CivilCalendar Calendar, IReadOnlyList<byte[]> Calendars, IReadOnlyList<SimulatedProduct> Opened)
{
    /// <summary>The product of a seed; two in three are random.</summary>
    public static SimulatedProduct Of(int seed)
    {
        if (seed % 3 == 2) return Shipped(ShippedProducts.Names[seed / 3 % ShippedProducts.Names.Count]);
        var drawn = RandomProduct.From(seed * 1_000);
        return new(drawn.Compiled, Encoding.UTF8.GetBytes(drawn.Text), RandomProduct.CalendarOf(drawn.Compiled), [ShippedCalendars.Read("target2")], []);
    }

    private static SimulatedProduct Shipped(string name)
    {
        var (product, calendar, file) = ShippedProducts.Read(name);
        var opened = product.Steps.Select(s => s.Opens).Concat(product.Caps.SelectMany(c => c.Opens.Select(o => o.Product)))
            .OfType<string>().Where(n => n != name).Distinct();
        return new(product, ShippedProducts.Source(name), calendar, file is null ? [] : [file], [.. opened.Select(Shipped)]);
    }
}
