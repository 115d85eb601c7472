using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onus.Language.Syntax;

namespace Onus.LanguageServer.Grammar;

/// <summary>
/// Writes the TextMate grammar of the language from its table of words, for editors that colour without a server and
/// for the moment before it has started.
/// </summary>
internal static class TextMateGrammar
{
    private const string Number = @"\d+(?:,\d{3})*(?:\.\d+)?";
    private const string Name = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";

    // A name may hold a reserved word as one of its parts: `then` in `now-then` is no word of the language.
    private const string Before = "(?<![a-z0-9/-])";
    private const string After = "(?![a-z0-9/-])";

    /// <summary>Gets the grammar as JSON; ends with a line break.</summary>
    public static string Write()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("name", "Onus");
            json.WriteString("scopeName", "source.onus");
            json.WriteStartArray("patterns");
            Patterns(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Patterns(Utf8JsonWriter json)
    {
        Match(json, "comment.line.double-dash.onus", "--.*$");
        Strings(json);
        Sections(json);
        Captures(json, $@"^\s+{Words(Keywords.Clauses.Select(c => c.Words))}", "keyword.other.clause.onus");
        Captures(json, $@"^\s+{Words(Keywords.Clauses.Select(c => c.Parts[0]))}", "keyword.other.clause.onus");
        Match(json, "constant.other.date.onus", $@"{Before}\d{{4}}-\d{{2}}-\d{{2}}{After}");
        Match(json, "markup.underline.link.onus", @"https?://\S+");
        Match(json, "variable.other.account.onus", $@"{Before}{Name}/{Name}{After}");
        Captures(json, $@"{Before}({Number})\s+(business)?\s*{Words(Units.Words)}",
            "constant.numeric.onus", "support.type.unit.onus", "support.type.unit.onus");
        Match(json, "constant.numeric.onus", $"{Before}{Number}%?");
        Match(json, "constant.language.currency.onus", @"\b[A-Z]{2,3}\b");
        Match(json, "keyword.operator.word.onus", Words(Keywords.Connectives.Concat(InnerWords())));
        Match(json, "variable.other.name.onus", $"{Before}{Name}{After}");
    }

    // The words inside clauses that are words of the language everywhere.
    private static IEnumerable<string> InnerWords() =>
        Keywords.Clauses.SelectMany(c => c.Parts).Where(Keywords.Reserved.Contains);

    private static void Strings(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", "string.quoted.double.onus");
        json.WriteString("begin", "\"");
        json.WriteString("end", "\"(?!\")|$");
        json.WriteStartArray("patterns");
        Match(json, "constant.character.escape.onus", "\"\"");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Sections(Utf8JsonWriter json) => Captures(
        json, $@"^{Words(Keywords.Sections.Select(s => s.Word))}(?:\s+({Name}))?",
        "keyword.control.section.onus", "entity.name.section.onus");

    // A pattern of which only the groups are coloured. (The engine of editors has no look-behind of varying length.)
    private static void Captures(Utf8JsonWriter json, string pattern, params ReadOnlySpan<string> scopes)
    {
        json.WriteStartObject();
        json.WriteString("match", pattern);
        json.WriteStartObject("captures");
        for (var group = 0; group < scopes.Length; group++)
        {
            json.WriteStartObject((group + 1).ToString(CultureInfo.InvariantCulture));
            json.WriteString("name", scopes[group]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Match(Utf8JsonWriter json, string scope, string pattern)
    {
        json.WriteStartObject();
        json.WriteString("name", scope);
        json.WriteString("match", pattern);
        json.WriteEndObject();
    }

    // The longest first: `in own favour` before `in`.
    private static string Words(IEnumerable<string> words)
    {
        var sorted = words.Distinct(StringComparer.Ordinal)
            .OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal)
            .Select(w => Regex.Escape(w).Replace("\\ ", "\\s+", StringComparison.Ordinal));
        return $"{Before}({string.Join('|', sorted)}){After}";
    }
}
