namespace Onus.Messages;

/// <summary>The check of ISO 7064 that IBAN and LEI share: letters count 10 to 35, the whole is 1 modulo 97.</summary>
internal static class CheckDigits
{
    /// <summary>Goes on with a remainder over more characters, each a digit or a capital letter.</summary>
    public static int Remainder(ReadOnlySpan<char> text, int before = 0)
    {
        var rest = before;
        foreach (var character in text)
            rest = char.IsAsciiDigit(character) ? (rest * 10 + (character - '0')) % 97
                : (rest * 100 + (character - 'A' + 10)) % 97;
        return rest;
    }

    /// <summary>Whether each character is a digit or a capital letter of ASCII.</summary>
    public static bool AreUpperAlphanumeric(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (!char.IsAsciiDigit(character) && !char.IsAsciiLetterUpper(character)) return false;
        return true;
    }
}
