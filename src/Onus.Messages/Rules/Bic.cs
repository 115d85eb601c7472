namespace Onus.Messages;

/// <summary>A business identifier code of ISO 9362 whose form and country were checked.</summary>
public readonly record struct Bic
{
    private Bic(string value) => Value = value;

    /// <summary>The code, 8 or 11 characters. Null in the default value.</summary>
    public string Value { get; }

    /// <summary>The country in which the institution sits.</summary>
    public string Country => Value.Substring(4, 2);

    /// <summary>Reads a BIC; gives the first rule that it breaks, or null.</summary>
    public static IsoRule? TryRead(string text, out Bic bic)
    {
        bic = default;
        if (text.Length is not (8 or 11) || !CheckDigits.AreUpperAlphanumeric(text)
            || !char.IsAsciiLetterUpper(text[4]) || !char.IsAsciiLetterUpper(text[5])) return IsoRule.BicForm;
        if (!Countries.Contains(text.AsSpan(4, 2))) return IsoRule.BicCountry;
        bic = new Bic(text);
        return null;
    }

    /// <summary>Reads a BIC that is known to be right.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Bic Of(string text) =>
        TryRead(text, out var bic) is { } rule ? throw new FormatException($"no BIC: '{text}' ({rule.Code()})") : bic;

    /// <summary>The code.</summary>
    public override string ToString() => Value ?? "";
}
