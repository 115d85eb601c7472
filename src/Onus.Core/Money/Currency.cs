using System.Collections.Frozen;

namespace Onus.Core;

/// <summary>A currency of ISO 4217, known by its alphabetic code, with its numeric code and minor-unit digits.</summary>
/// <remarks>The default value is no currency. The table holds the active national currencies and fund-free units;
/// codes without minor units (gold, testing) are left out, for no amount in them is an integer of minor units.</remarks>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, Currency> ByCode = Table();

    // Three letters of five bits, ten bits of numeric code, three bits of digits, and one that says "known".
    private readonly uint _packed;

    private Currency(string code, ushort numeric, byte digits)
    {
        _packed = ((uint)(code[0] - 'A') << 10) | ((uint)(code[1] - 'A') << 5) | (uint)(code[2] - 'A')
            | ((uint)numeric << 15) | ((uint)digits << 26) | (1u << 31);
    }

    /// <summary>Whether this is a currency at all, and not the default value.</summary>
    public bool IsKnown => _packed != 0;

    /// <summary>The numeric code of ISO 4217, such as 156 for CNY.</summary>
    public ushort Numeric => (ushort)((_packed >> 15) & 0x3FF);

    /// <summary>How many decimal digits the minor unit has: 2 for CNY, 0 for JPY, 3 for KWD.</summary>
    public int MinorDigits => (int)((_packed >> 26) & 7);

    /// <summary>The alphabetic code, such as <c>CNY</c>.</summary>
    public string Code => IsKnown
        ? string.Create(3, _packed, static (span, packed) =>
        {
            span[0] = (char)('A' + ((packed >> 10) & 31));
            span[1] = (char)('A' + ((packed >> 5) & 31));
            span[2] = (char)('A' + (packed & 31));
        })
        : "???";

    /// <summary>All currencies of the table, in the order of their codes.</summary>
    public static IEnumerable<Currency> All => ByCode.Values.OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>Finds a currency by its alphabetic code, upper case.</summary>
    public static bool TryFind(ReadOnlySpan<char> code, out Currency currency) =>
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out currency);

    /// <summary>Finds a currency by its alphabetic code, upper case.</summary>
    /// <exception cref="FormatException">No such currency.</exception>
    public static Currency Of(string code) =>
        TryFind(code, out var currency) ? currency : throw new FormatException($"not a currency of ISO 4217: '{code}'");

    /// <summary>The alphabetic code.</summary>
    public override string ToString() => Code;

    private static FrozenDictionary<string, Currency> Table()
    {
        var table = new Dictionary<string, Currency>(StringComparer.Ordinal);
        foreach (var row in CurrencyTable.Rows.Split(' ', '\n').Where(r => r.Length > 0))
        {
            var numeric = (row[3] - '0') * 100 + (row[4] - '0') * 10 + (row[5] - '0');
            table.Add(row[..3], new Currency(row[..3], (ushort)numeric, (byte)(row[7] - '0')));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
