using System.Globalization;
using System.Numerics;

namespace Onus.Console.Parts;

/// <summary>Adds amounts as the node writes them, exactly: no digit of a sum is rounded.</summary>
internal static class Sums
{
    /// <summary>The sum of amounts of one unit; <c>"0"</c> of none.</summary>
    /// <exception cref="FormatException">One of them is no amount.</exception>
    public static string Of(IEnumerable<string> amounts)
    {
        var (sum, digits) = (BigInteger.Zero, 0);
        foreach (var amount in amounts)
        {
            var (value, places) = Read(amount);
            if (places > digits) (sum, digits) = (sum * BigInteger.Pow(10, places - digits), places);
            sum += value * BigInteger.Pow(10, digits - places);
        }

        return Write(sum, digits);
    }

    private static (BigInteger Value, int Places) Read(string amount)
    {
        var dot = amount.IndexOf('.', StringComparison.Ordinal);
        var places = dot < 0 ? 0 : amount.Length - dot - 1;
        var digits = dot < 0 ? amount : amount.Remove(dot, 1);
        return (BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), places);
    }

    private static string Write(BigInteger sum, int places)
    {
        var text = BigInteger.Abs(sum).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        if (places > 0) text = text.Insert(text.Length - places, ".");
        return sum.Sign < 0 ? "-" + text : text;
    }
}
