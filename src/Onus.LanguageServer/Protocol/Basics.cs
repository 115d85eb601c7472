namespace Onus.LanguageServer.Protocol;

// The shapes of the Language Server Protocol 3.17 that this server reads or writes; names as the protocol has them,
// in camel case by the serializer's policy.

internal readonly record struct Position(int Line, int Character);

internal readonly record struct Range(Position Start, Position End);

internal sealed record Location(string Uri, Range Range);

internal sealed record TextEditItem(Range Range, string NewText);

internal sealed record WorkspaceEdit(Dictionary<string, TextEditItem[]> Changes);

internal sealed record TextDocumentId(string Uri, int? Version = null);

internal sealed record TextDocumentItem(string Uri, int Version, string Text);

internal sealed record MarkupContent(string Value)
{
    public string Kind { get; } = "markdown";
}
