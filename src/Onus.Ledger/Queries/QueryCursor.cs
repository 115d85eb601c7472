using System.Globalization;

namespace Onus.Ledger;

/// <summary>Where a query of entries goes on: for each thread of entries it follows, the next one to look at.</summary>
/// <remarks>Entries never change and threads only grow at their heads, so a cursor stays good for ever.</remarks>
/// <param name="Threads">Accounts by opening entry, each with the index to look at next; account 0 is the log itself.</param>
public sealed record QueryCursor(IReadOnlyList<(ulong Account, ulong Next)> Threads)
{
    /// <summary>The most accounts that one query follows; a party with more is answered from the log itself.</summary>
    public const int MaxThreads = 256;

    /// <summary>Reads what <see cref="ToString"/> prints.</summary>
    public static bool TryParse(string text, out QueryCursor? cursor)
    {
        ArgumentNullException.ThrowIfNull(text);
        cursor = null;
        var parts = text.Split('.');
        if (parts.Length > MaxThreads) return false;
        var threads = new List<(ulong, ulong)>();
        foreach (var part in parts)
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0 || !TryParseHex(part.AsSpan(0, dash), out var account)
                || !TryParseHex(part.AsSpan(dash + 1), out var next)) return false;
            threads.Add((account, next));
        }

        cursor = new QueryCursor(threads);
        return true;
    }

    /// <summary>The cursor as text that needs no escaping in a URL.</summary>
    public override string ToString() => string.Join('.', Threads.Select(thread =>
        string.Create(CultureInfo.InvariantCulture, $"{thread.Account:x}-{thread.Next:x}")));

    private static bool TryParseHex(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
