namespace Onus.Messages;

/// <summary>Characters as XML counts them: a surrogate pair is one.</summary>
internal static class Characters
{
    /// <summary>How many characters a text has.</summary>
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
            if (char.IsLowSurrogate(unit)) count--;
        return count;
    }
}
