using Onus.Language;
using Onus.Language.Formatting;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer.Features;

/// <summary>The document in the one layout of the language, as one edit of the lines that differ.</summary>
internal static class Formatting
{
    public static TextEditItem[] Of(OpenDocument document)
    {
        var source = document.Source;
        var formatted = ProductFormatter.Format(source)
            ?? throw new RequestRefused("a product with faults of syntax is not formatted; mend them first");
        if (formatted == source.Text) return [];
        var start = SameStart(source.Text, formatted);
        var end = SameEnd(source.Text, formatted, start);
        var span = TextSpan.FromBounds(start, source.Text.Length - end);
        return [new TextEditItem(Places.Range(source, span), formatted[start..(formatted.Length - end)])];
    }

    // Up to the beginning of the first line that differs, so that the cursor elsewhere stays where it is.
    private static int SameStart(string before, string after)
    {
        var same = before.AsSpan().CommonPrefixLength(after);
        return same == 0 ? 0 : before.LastIndexOf('\n', same - 1) + 1;
    }

    // Whole lines only: a shared end that begins in mid-line could begin in the middle of a character.
    private static int SameEnd(string before, string after, int start)
    {
        var same = 0;
        var most = Math.Min(before.Length, after.Length) - start;
        var lines = 0;
        while (same < most && before[^(same + 1)] == after[^(same + 1)])
        {
            same++;
            if (same < most && before[^(same + 1)] == '\n' && after[^(same + 1)] == '\n') lines = same;
        }

        return lines;
    }
}
