using Onus.Language;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer;

/// <summary>The documents that the editor has open.</summary>
internal sealed class Workspace(TimeProvider clock)
{
    private readonly Dictionary<string, OpenDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stale = new(StringComparer.Ordinal);

    /// <summary>Gets an open document; a request for any other is refused.</summary>
    public OpenDocument this[string uri] => _documents.TryGetValue(uri, out var document)
        ? document
        : throw new RequestRefused("this document is not open", RpcErrors.InvalidParams);

    public void Open(TextDocumentItem item)
    {
        if (item.Uri is null || item.Text is null) return;
        _documents[item.Uri] = new OpenDocument(item.Uri, item.Version, item.Text, Options(item.Uri));
        _stale.Add(item.Uri);
    }

    public void Change(DidChangeParams change)
    {
        if (change.TextDocument?.Uri is not { } uri || !_documents.TryGetValue(uri, out var document)) return;
        document.Apply(change.ContentChanges ?? [], change.TextDocument.Version ?? document.Version);
        _stale.Add(uri);
    }

    public void Close(string? uri)
    {
        if (uri is not null && _documents.Remove(uri)) _stale.Add(uri);
    }

    /// <summary>Gets what the client has yet to know: diagnostics of what changed, none of what was closed.</summary>
    public IEnumerable<PublishDiagnosticsParams> TakeDiagnostics()
    {
        var stale = _stale.Order(StringComparer.Ordinal).ToList();
        _stale.Clear();
        foreach (var uri in stale)
        {
            yield return _documents.TryGetValue(uri, out var document)
                ? new PublishDiagnosticsParams(uri, document.Version, DiagnosticItems.Of(document))
                : new PublishDiagnosticsParams(uri, null, []);
        }
    }

    private CheckOptions Options(string uri) => new()
    {
        AsOf = DateOnly.FromDateTime(clock.GetLocalNow().Date),
        ReadBeside = path => ReadBeside(uri, path),
    };

    // Only files below the document's folder: opening somebody's product must not read anything else.
    private static byte[]? ReadBeside(string uri, string path)
    {
        const int lengthMax = 4 * 1024 * 1024;
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !parsed.IsFile) return null;
        if (Path.GetDirectoryName(parsed.LocalPath) is not { } folder) return null;
        var below = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        try
        {
            var full = Path.GetFullPath(Path.Combine(folder, path));
            if (!full.StartsWith(below, StringComparison.Ordinal)) return null;
            var file = new FileInfo(full);
            return file.Exists && file.Length <= lengthMax ? File.ReadAllBytes(full) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
