using System.Globalization;
using Onus.Core;

namespace Onus.Messages;

/// <summary>A decimal number of a message, exact: amounts have at most 18 digits, 5 of them after the point.</summary>
/// <param name="Scaled">The number times 100,000.</param>
public readonly record struct IsoDecimal(UInt128 Scaled)
{
    /// <summary>How many digits after the point the number keeps.</summary>
    public const int Places = 5;

    /// <summary>The sum of two numbers.</summary>
    public static IsoDecimal operator +(IsoDecimal left, IsoDecimal right) => new(left.Scaled + right.Scaled);

    /// <summary>The sum of two numbers.</summary>
    public static IsoDecimal Add(IsoDecimal left, IsoDecimal right) => left + right;

    /// <summary>Reads a number without sign: digits, and perhaps a point and more digits.</summary>
    /// <param name="text">The text, without white space.</param>
    /// <param name="value">The number.</param>
    /// <param name="decimals">How many digits were written after the point.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out IsoDecimal value, out int decimals)
    {
        value = default;
        decimals = 0;
        var point = text.IndexOf('.');
        var whole = (point < 0 ? text : text[..point]).TrimStart('0');
        var fraction = point < 0 ? [] : text[(point + 1)..];
        var kept = fraction.TrimEnd('0');
        if (text.IsEmpty || (point >= 0 && text.Length == 1) || kept.Length > Places || whole.Length + kept.Length > 18
            || fraction.Length > 18) return false;
        UInt128 scaled = 0;
        foreach (var digit in whole)
            if (!Accumulate(digit, ref scaled)) return false;
        foreach (var digit in kept)
            if (!Accumulate(digit, ref scaled)) return false;
        for (var i = kept.Length; i < Places; i++) scaled *= 10;
        decimals = fraction.Length;
        value = new IsoDecimal(scaled);
        return true;
    }

    /// <summary>An amount of a currency as a plain number: CNY 1,000.00 is 1000.</summary>
    public static IsoDecimal Of(Money money)
    {
        var scaled = money.Minor;
        for (var i = money.Currency.MinorDigits; i < Places; i++) scaled *= 10;
        return new IsoDecimal(scaled);
    }

    /// <summary>The number in minor units of a currency, where it has no smaller parts.</summary>
    public Money? In(Currency currency)
    {
        var minor = Scaled;
        for (var i = currency.MinorDigits; i < Places; i++)
        {
            if (minor % 10 != 0) return null;
            minor /= 10;
        }

        return new Money(currency, minor);
    }

    /// <summary>An amount as a message writes it: no thousands commas, all minor digits.</summary>
    public static string Write(Money money) =>
        Money.FormatMinor(money.Minor, money.Currency.MinorDigits).Replace(",", "", StringComparison.Ordinal);

    /// <summary>The number, with no more digits after the point than it needs.</summary>
    public override string ToString()
    {
        var plain = Scaled.ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        var fraction = plain[^Places..].TrimEnd('0');
        return fraction.Length == 0 ? plain[..^Places] : $"{plain[..^Places]}.{fraction}";
    }

    private static bool Accumulate(char digit, ref UInt128 value)
    {
        if (!char.IsAsciiDigit(digit)) return false;
        value = value * 10 + (uint)(digit - '0');
        return true;
    }
}
