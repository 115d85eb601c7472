using System.Globalization;
using Onus.Core;

namespace Onus.Log.Exhibits;

/// <summary>What the members of an exhibit are called.</summary>
public static class ExhibitPaths
{
    /// <summary>The list of all other members with their hashes.</summary>
    public const string Manifest = "manifest.sha256";

    /// <summary>The witness statement.</summary>
    public const string Page = "index.html";

    /// <summary>The script that verifies with openssl.</summary>
    public const string Script = "verify.sh";

    /// <summary>The signed checkpoint that everything is proven under.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>An RFC 3161 token over the checkpoint's text.</summary>
    public const string Timestamp = "checkpoint.tst";

    /// <summary>The proof that no entry of the case is missing.</summary>
    public const string CaseProof = "case.case-proof";

    private const string Entries = "entries/";
    private const string EntrySuffix = ".entry";

    /// <summary>The bytes of an entry.</summary>
    public static string Entry(ulong index) => $"{Entries}{Text(index)}{EntrySuffix}";

    /// <summary>The proof that the entry is in the log.</summary>
    public static string Proof(ulong index) => $"{Entries}{Text(index)}.tlog-proof";

    /// <summary>The proof that a person signed the decision of an entry.</summary>
    public static string Decision(ulong index) => $"decisions/{Text(index)}.decision-proof";

    /// <summary>The source text of the product that an entry enacted.</summary>
    public static string Source(ulong index) => $"products/{Text(index)}.onus";

    /// <summary>Its compiled form.</summary>
    public static string Compiled(ulong index) => $"products/{Text(index)}.product";

    /// <summary>A document that an entry commits to.</summary>
    public static string Evidence(in Hash256 commitment) => $"evidence/{commitment}";

    /// <summary>The salt of its commitment.</summary>
    public static string Salt(in Hash256 commitment) => $"evidence/{commitment}.salt";

    /// <summary>The index that the path of an entry's bytes says.</summary>
    public static bool IsEntry(string path, out ulong index)
    {
        ArgumentNullException.ThrowIfNull(path);
        index = 0;
        return path.StartsWith(Entries, StringComparison.Ordinal) && path.EndsWith(EntrySuffix, StringComparison.Ordinal)
            && ulong.TryParse(path.AsSpan()[Entries.Length..^EntrySuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && path == Entry(index);
    }

    /// <summary>Whether a path is one that a member can have: it leads nowhere out of the folder.</summary>
    public static bool IsPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is > 0 and <= 200 && path[0] != '/' && !path.Contains("..", StringComparison.Ordinal)
            && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/');
    }

    private static string Text(ulong index) => index.ToString(CultureInfo.InvariantCulture);
}
