using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Features;

/// <summary>The fixes that a machine can carry out, for the faults in a range.</summary>
internal static class CodeActions
{
    public static CodeAction[] In(OpenDocument document, Range range)
    {
        var asked = Places.Span(document.Source, range);
        var actions = new List<CodeAction>();
        foreach (var diagnostic in document.Check.Diagnostics)
        {
            var span = diagnostic.Primary.Span;
            if (span.End < asked.Start || span.Start > asked.End) continue;
            if (diagnostic.Fix is not { Edits.Length: > 0 } fix) continue;
            var edits = fix.Edits.Select(edit =>
                new TextEditItem(Places.Range(document.Source, edit.Span), edit.Text)).ToArray();
            actions.Add(new CodeAction(
                fix.Text, "quickfix", [DiagnosticItems.Item(document, diagnostic)],
                new WorkspaceEdit(new Dictionary<string, TextEditItem[]> { [document.Uri] = edits })));
        }

        return [.. actions];
    }
}
