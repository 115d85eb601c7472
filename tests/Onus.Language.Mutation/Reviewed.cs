using System.Text;
using System.Text.RegularExpressions;

namespace Onus.Language.Mutation;

/// <summary>The survivors that somebody has looked at and found right: a list of patterns with a verdict and a reason.</summary>
/// <remarks>One line each: pattern, tab, verdict, tab, reason. In a pattern <c>*</c> stands for any text. The verdict is
/// <c>same</c> for a mutant that means the same, or <c>sound</c> for one that is another right product: a choice that the
/// language leaves to whoever writes it.</remarks>
internal sealed class Reviewed
{
    private readonly List<(Regex Pattern, string Line)> _lines = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    internal Reviewed(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('\t');
            if (parts.Length != 3 || parts[1] is not ("same" or "sound") || parts[2].Length == 0)
                throw new FormatException($"not a pattern, a verdict and a reason: {line}");
            _lines.Add((Compile(parts[0]), line));
        }
    }

    /// <summary>Lines that no survivor needed: the checker has become better than the review.</summary>
    internal IEnumerable<string> Unused => _lines.Select(l => l.Line).Where(l => !_used.Contains(l));

    /// <summary>Whether a survivor was found right.</summary>
    internal bool Covers(Outcome survivor)
    {
        foreach (var (pattern, line) in _lines)
        {
            if (!pattern.IsMatch(survivor.Key)) continue;
            _used.Add(line);
            return true;
        }

        return false;
    }

    private static Regex Compile(string pattern)
    {
        var text = new StringBuilder("^");
        foreach (var part in pattern.Split('*')) text.Append(Regex.Escape(part)).Append(".*");
        text.Length -= 2;
        return new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant);
    }
}
