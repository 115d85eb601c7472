using Onus.Language;
using Onus.Language.Analysis.Time;
using Onus.Language.Syntax;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer;

/// <summary>One open document: its text, and what was found out about this version of it.</summary>
internal sealed class OpenDocument
{
    private readonly CheckOptions _options;
    private CheckResult? _check;
    private NameIndex? _names;
    private TimeReport? _time;

    public OpenDocument(string uri, int version, string text, CheckOptions options)
    {
        Uri = uri;
        Version = version;
        _options = options;
        Source = SourceText.FromString(NameOf(uri), text);
    }

    public string Uri { get; }

    public int Version { get; private set; }

    public SourceText Source { get; private set; }

    /// <summary>Gets the tree, the bound product and the faults of this version.</summary>
    public CheckResult Check => _check ??= ProductCheck.Check(Source, _options);

    /// <summary>Gets where every name is declared and used.</summary>
    public NameIndex Names => _names ??= new NameIndex(Check);

    /// <summary>Gets what the clocks add up to; null where there is no product to add up.</summary>
    public TimeReport? Time => Check.Product is { } product ? _time ??= TimeReport.Of(product, _options) : null;

    /// <summary>Applies what the editor changed, in order.</summary>
    public void Apply(ContentChange[] changes, int version)
    {
        foreach (var change in changes)
        {
            var text = change.Text ?? "";
            if (change.Range is { } range)
            {
                var span = Places.Span(Source, range);
                text = string.Concat(Source.Text.AsSpan(0, span.Start), text, Source.Text.AsSpan(span.End));
            }

            Source = SourceText.FromString(Source.Path, text);
        }

        Version = version;
        (_check, _names, _time) = (null, null, null);
    }

    // The file's name decides whether it is Markdown with fences.
    private static string NameOf(string uri)
    {
        var path = System.Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            ? System.Uri.UnescapeDataString(parsed.AbsolutePath)
            : uri;
        return path[(path.LastIndexOf('/') + 1)..];
    }
}
