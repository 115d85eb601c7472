using System.Text;
using Onus.Language;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Faults as the editor shows them: title, witness and fix in the message, other places beside it.</summary>
internal static class DiagnosticItems
{
    private const int Unnecessary = 1;

    public static DiagnosticItem[] Of(OpenDocument document) =>
        [.. document.Check.Diagnostics.Select(diagnostic => Item(document, diagnostic))];

    public static DiagnosticItem Item(OpenDocument document, Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity switch
        {
            Severity.Error => 1,
            Severity.Warning => 2,
            _ => 3,
        };
        var range = Places.Range(document.Source, diagnostic.Primary.Span);
        return new DiagnosticItem(range, severity, diagnostic.Code.Text(), Message(diagnostic))
        {
            RelatedInformation =
            [
                .. diagnostic.Secondary.Select(place => new RelatedInformation(
                    new Location(document.Uri, Places.Range(document.Source, place.Span)),
                    place.Label.Length > 0 ? place.Label : "this plays a part")),
            ],
            Tags = diagnostic.Code is DiagnosticCode.NeverUsed or DiagnosticCode.ThresholdNeverUsed
                ? [Unnecessary]
                : [],
        };
    }

    private static string Message(Diagnostic diagnostic)
    {
        var text = new StringBuilder(diagnostic.Title);
        if (diagnostic.Primary.Label.Length > 0) text.Append("\n  ").Append(diagnostic.Primary.Label);
        foreach (var line in diagnostic.Cases) text.Append("\ncase: ").Append(line);
        foreach (var line in diagnostic.Near) text.Append("\nnear: ").Append(line);
        if (diagnostic.Fix is { } fix) text.Append("\nfix: ").Append(fix.Text);
        return text.ToString();
    }
}
