using System.Text.Json;
using System.Text.RegularExpressions;
using Onus.LanguageServer.Grammar;

namespace Onus.LanguageServer.Tests;

public sealed class GrammarTests
{
    private static readonly string File = Path.Combine(
        Goodwill.Root(), "editors", "vscode", "syntaxes", "onus.tmLanguage.json");

    [Fact]
    public void The_grammar_of_the_editor_is_the_one_made_from_the_table_of_words()
    {
        var made = TextMateGrammar.Write();
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_EXPECT") == "1") System.IO.File.WriteAllText(File, made);
        Assert.Equal(System.IO.File.ReadAllText(File), made);
    }

    [Fact]
    public void The_patterns_colour_a_line_as_a_reader_would()
    {
        Assert.Equal("keyword.control.section.onus", ScopeOf("state received \"X\"", "state"));
        Assert.Equal("entity.name.section.onus", ScopeOf("state received \"X\"", "received"));
        Assert.Equal("string.quoted.double.onus", ScopeOf("state received \"X\"", "\"X"));
        Assert.Equal("keyword.other.clause.onus", ScopeOf("  at most       first-look, then hand-over", "at most"));
        Assert.Equal("keyword.other.clause.onus", ScopeOf("  in own favour", "in own favour"));
        Assert.Equal("keyword.operator.word.onus", ScopeOf("  at most       first-look, then hand-over", "then"));
        Assert.Equal("variable.other.name.onus", ScopeOf("  at most       first-look, then hand-over", "hand-over"));
        Assert.Equal("variable.other.name.onus", ScopeOf("  owner         all-or-nothing", "all-or-nothing"));
        Assert.Equal("variable.other.account.onus", ScopeOf("  posts         all from shop/cash to a/b", "shop/cash"));
        Assert.Equal("constant.numeric.onus", ScopeOf("  wait          15 business days", "15"));
        Assert.Equal("support.type.unit.onus", ScopeOf("  wait          15 business days", "days"));
        Assert.Equal("constant.other.date.onus", ScopeOf("  in effect     2027-01-01", "2027-01-01"));
        Assert.Equal("comment.line.double-dash.onus", ScopeOf("  owner desk -- all of it", "-- all of it"));
    }

    [Fact]
    public void No_pattern_looks_behind_by_a_varying_length()
    {
        // The engine of editors refuses them, and then nothing is coloured.
        foreach (var pattern in Patterns())
            foreach (Match behind in Regex.Matches(pattern, @"\(\?<[=!]([^)]*)\)"))
                Assert.DoesNotMatch(@"[*+?{]", behind.Groups[1].Value);
    }

    // A small reading of a TextMate grammar: at each place the first pattern that matches there colours it.
    private static string? ScopeOf(string line, string part)
    {
        using var grammar = JsonDocument.Parse(TextMateGrammar.Write());
        var scopes = new string?[line.Length];
        var at = 0;
        while (at < line.Length)
        {
            (Match Match, JsonElement Pattern)? best = null;
            foreach (var pattern in grammar.RootElement.GetProperty("patterns").EnumerateArray())
            {
                var regex = pattern.TryGetProperty("match", out var match) ? match.GetString()! : "\"[^\"]*\"";
                var found = new Regex(regex, RegexOptions.CultureInvariant).Match(line, at);
                if (found is not { Success: true, Length: > 0 }) continue;
                if (best is null || found.Index < best.Value.Match.Index) best = (found, pattern);
            }

            if (best is not { } next) break;
            var captured = next.Pattern.TryGetProperty("captures", out var captures);
            for (var group = captured ? 1 : 0; group < (captured ? next.Match.Groups.Count : 1); group++)
            {
                var hit = next.Match.Groups[group];
                var scope = (captured ? captures.GetProperty($"{group}") : next.Pattern).GetProperty("name");
                for (var i = hit.Index; i < hit.Index + hit.Length; i++) scopes[i] = scope.GetString();
            }

            at = next.Match.Index + next.Match.Length;
        }

        var start = line.IndexOf(part, StringComparison.Ordinal);
        var all = scopes.AsSpan(start, part.Length).ToArray().Distinct().ToList();
        return Assert.Single(all);
    }

    private static List<string> Patterns()
    {
        using var grammar = JsonDocument.Parse(TextMateGrammar.Write());
        return [.. grammar.RootElement.GetProperty("patterns").EnumerateArray()
            .SelectMany(p => p.EnumerateObject())
            .Where(p => p.Name is "match" or "begin" or "end").Select(p => p.Value.GetString()!)];
    }
}
