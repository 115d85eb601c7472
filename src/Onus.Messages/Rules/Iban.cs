using System.Collections.Frozen;

namespace Onus.Messages;

/// <summary>An account number of ISO 13616 whose country, length and check digits were checked.</summary>
public readonly record struct Iban
{
    // The IBAN registry: country and length of the whole number.
    private const string Registry = """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
        ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
        LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
        PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
        YE30
        """;

    private static readonly FrozenDictionary<string, int> Lengths = Registry
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(row => row[..2], row => (row[2] - '0') * 10 + (row[3] - '0'), StringComparer.Ordinal);

    private Iban(string value) => Value = value;

    /// <summary>The number as it is sent: no spaces, capitals only. Null in the default value.</summary>
    public string Value { get; }

    /// <summary>The two letters of the country that keeps the account.</summary>
    public string Country => Value[..2];

    /// <summary>Reads an IBAN; gives the first rule that it breaks, or null.</summary>
    public static IsoRule? TryRead(string text, out Iban iban)
    {
        iban = default;
        if (text.Length is < 5 or > 34 || !CheckDigits.AreUpperAlphanumeric(text)
            || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])
            || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3])) return IsoRule.IbanForm;
        if (!Lengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(0, 2), out var length))
            return IsoRule.IbanCountry;
        if (text.Length != length) return IsoRule.IbanLength;
        if (Remainder(text) != 1) return IsoRule.IbanCheckDigits;
        iban = new Iban(text);
        return null;
    }

    /// <summary>The IBAN of a country and a basic account number, with the check digits worked out.</summary>
    /// <exception cref="FormatException">The two do not make an IBAN.</exception>
    public static Iban Of(string country, string basic)
    {
        var check = 98 - Remainder($"{country}00{basic}");
        return TryRead($"{country}{check / 10}{check % 10}{basic}", out var iban) is { } rule
            ? throw new FormatException($"no IBAN of {country}: {rule.Code()}")
            : iban;
    }

    /// <summary>How long an IBAN of the country is, or null where there is none.</summary>
    public static int? LengthIn(string country) => Lengths.TryGetValue(country, out var length) ? length : null;

    /// <summary>The number.</summary>
    public override string ToString() => Value ?? "";

    private static int Remainder(ReadOnlySpan<char> text) =>
        CheckDigits.Remainder(text[..4], CheckDigits.Remainder(text[4..]));
}
