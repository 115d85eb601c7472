using System.Text.Json;

namespace Onus.LanguageServer.Tests;

/// <summary>A small product without faults, and places in it.</summary>
internal static class Goodwill
{
    public static string Text { get; } = File.ReadAllText(
        Path.Combine(Root(), "tests", "Onus.Language.Tests", "Comparison", "goodwill.onus"));

    /// <summary>The place of a text, counted from zero; with an offset into it.</summary>
    public static object At(string part, int offset = 0, string? text = null)
    {
        var (line, character) = Place(part, offset, text);
        return new { line, character };
    }

    public static (int Line, int Character) Place(string part, int offset = 0, string? text = null)
    {
        text ??= Text;
        var index = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(index >= 0, $"'{part}' is not in the product");
        index += offset;
        var line = text[..index].Count(c => c == '\n');
        return (line, index - (text[..index].LastIndexOf('\n') + 1));
    }

    public static object Document => new { uri = LspClient.Uri };

    /// <summary>The text with the edits of an answer applied.</summary>
    public static string Apply(string text, JsonElement edits)
    {
        var lines = text.Split('\n');
        var starts = lines.Select((_, i) => lines.Take(i).Sum(l => l.Length + 1)).ToArray();
        var changes = edits.EnumerateArray()
            .Select(e => (Start: Offset(e, "start"), End: Offset(e, "end"), New: e.GetProperty("newText").GetString()));
        foreach (var (start, end, inserted) in changes.OrderByDescending(c => c.Start))
            text = text[..start] + inserted + text[end..];
        return text;

        int Offset(JsonElement edit, string side)
        {
            var (line, character) = Point(edit.GetProperty("range").GetProperty(side));
            return starts[line] + character;
        }
    }

    /// <summary>A position of the protocol.</summary>
    public static (int Line, int Character) Point(JsonElement position) =>
        (position.GetProperty("line").GetInt32(), position.GetProperty("character").GetInt32());

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Onus.slnx above");
        return folder;
    }
}
