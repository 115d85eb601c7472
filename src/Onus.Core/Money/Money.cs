using System.Globalization;

namespace Onus.Core;

/// <summary>An unsigned amount of one currency in its minor units: CNY 1,000.00 is 100,000 fen.</summary>
/// <param name="Currency">The currency of ISO 4217.</param>
/// <param name="Minor">The amount in minor units.</param>
public readonly record struct Money(Currency Currency, UInt128 Minor)
{
    /// <summary>The sum of two amounts of one currency.</summary>
    /// <exception cref="OverflowException">The sum has more than 128 bits.</exception>
    public static Money operator +(Money left, Money right)
    {
        Invariant.Holds(left.Currency == right.Currency);
        return new Money(left.Currency, left.Minor + right.Minor);
    }

    /// <summary>The difference of two amounts of one currency.</summary>
    /// <exception cref="OverflowException">The right amount is the larger.</exception>
    public static Money operator -(Money left, Money right)
    {
        Invariant.Holds(left.Currency == right.Currency);
        return new Money(left.Currency, left.Minor - right.Minor);
    }

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>Reads <c>CNY 1,000.00</c>, <c>CNY 1000</c> or <c>JPY 5</c>: code, one space, number.</summary>
    /// <remarks>Commas stand only in groups of three. A fraction has exactly the currency's minor digits, or is absent.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        if (text.Length < 5 || text[3] != ' ' || !Currency.TryFind(text[..3], out var currency)) return false;
        if (!TryParseMinor(text[4..], currency.MinorDigits, out var minor)) return false;
        money = new Money(currency, minor);
        return true;
    }

    /// <summary>Reads a number such as <c>1,000.00</c> as minor units of <paramref name="digits"/> digits.</summary>
    public static bool TryParseMinor(ReadOnlySpan<char> number, int digits, out UInt128 minor)
    {
        minor = default;
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.Length != digits) || (digits == 0 && point >= 0)) return false;
        if (whole.Length > 1 && whole[0] == '0') return false;
        var grouped = whole.Contains(',');
        for (var i = 0; i < whole.Length; i++)
        {
            var fromRight = whole.Length - i;
            if (grouped && fromRight % 4 == 0)
            {
                if (whole[i] != ',' || i == 0) return false;
            }
            else if (!Accumulate(whole[i], ref minor)) return false;
        }

        if (grouped && whole.Length < 5) return false;
        foreach (var digit in fraction)
            if (!Accumulate(digit, ref minor)) return false;
        for (var i = fraction.Length; i < digits; i++)
            if (!Accumulate('0', ref minor)) return false;
        return true;
    }

    /// <summary>The code, a space, the number with thousands commas and all minor digits: <c>CNY 1,000.00</c>.</summary>
    public override string ToString() => $"{Currency.Code} {FormatMinor(Minor, Currency.MinorDigits)}";

    /// <summary>Prints minor units of <paramref name="digits"/> digits with thousands commas.</summary>
    public static string FormatMinor(UInt128 minor, int digits)
    {
        var plain = minor.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var whole = plain[..(plain.Length - digits)];
        var text = new System.Text.StringBuilder(plain.Length + plain.Length / 3 + 1);
        for (var i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % 3 == 0) text.Append(',');
            text.Append(whole[i]);
        }

        if (digits > 0) text.Append('.').Append(plain, plain.Length - digits, digits);
        return text.ToString();
    }

    private static bool Accumulate(char digit, ref UInt128 value)
    {
        if (!char.IsAsciiDigit(digit)) return false;
        var next = (UInt128)(uint)(digit - '0');
        if (value > (UInt128.MaxValue - next) / 10) return false;
        value = value * 10 + next;
        return true;
    }
}
