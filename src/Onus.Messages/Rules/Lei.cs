namespace Onus.Messages;

/// <summary>A legal entity identifier of ISO 17442 whose form and check digits were checked.</summary>
public readonly record struct Lei
{
    private Lei(string value) => Value = value;

    /// <summary>The identifier, 20 characters. Null in the default value.</summary>
    public string Value { get; }

    /// <summary>Reads an LEI; gives the first rule that it breaks, or null.</summary>
    public static IsoRule? TryRead(string text, out Lei lei)
    {
        lei = default;
        if (text.Length != 20 || !CheckDigits.AreUpperAlphanumeric(text)
            || !char.IsAsciiDigit(text[18]) || !char.IsAsciiDigit(text[19])) return IsoRule.LeiForm;
        if (CheckDigits.Remainder(text) != 1) return IsoRule.LeiCheckDigits;
        lei = new Lei(text);
        return null;
    }

    /// <summary>The identifier.</summary>
    public override string ToString() => Value ?? "";
}
