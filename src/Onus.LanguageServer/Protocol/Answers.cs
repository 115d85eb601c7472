using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onus.LanguageServer.Protocol;

internal sealed record PublishDiagnosticsParams(string Uri, int? Version, DiagnosticItem[] Diagnostics);

internal sealed record DiagnosticItem(Range Range, int Severity, string Code, string Message)
{
    public string Source { get; } = "onus";

    public RelatedInformation[] RelatedInformation { get; init; } = [];

    public int[] Tags { get; init; } = [];
}

internal sealed record RelatedInformation(Location Location, string Message);

internal sealed record Hover(MarkupContent Contents, Range Range);

internal sealed record CompletionItem(string Label, int Kind, string Detail)
{
    public string InsertText { get; init; } = "";

    public string SortText { get; init; } = "";

    public MarkupContent? Documentation { get; init; }
}

internal sealed record CodeAction(string Title, string Kind, DiagnosticItem[] Diagnostics, WorkspaceEdit Edit)
{
    public bool IsPreferred { get; } = true;
}

internal sealed record SemanticTokens(int[] Data);

internal sealed record InlayHint(Position Position, string Label)
{
    public bool PaddingLeft { get; } = true;

    public string? Tooltip { get; init; }
}

internal sealed record FoldingRange(int StartLine, int EndLine);

internal sealed record DocumentSymbol(string Name, string Detail, int Kind, Range Range, Range SelectionRange)
{
    public DocumentSymbol[] Children { get; init; } = [];
}

internal sealed record PreparedRename(Range Range, string Placeholder);

internal sealed record ShowMessageParams(int Type, string Message);

/// <summary>How the shapes become JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(DidOpenParams))]
[JsonSerializable(typeof(DidChangeParams))]
[JsonSerializable(typeof(DidCloseParams))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(PositionParams))]
[JsonSerializable(typeof(ReferenceParams))]
[JsonSerializable(typeof(RenameParams))]
[JsonSerializable(typeof(RangeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
[JsonSerializable(typeof(Hover))]
[JsonSerializable(typeof(CompletionItem[]))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(Location[]))]
[JsonSerializable(typeof(WorkspaceEdit))]
[JsonSerializable(typeof(CodeAction[]))]
[JsonSerializable(typeof(TextEditItem[]))]
[JsonSerializable(typeof(SemanticTokens))]
[JsonSerializable(typeof(InlayHint[]))]
[JsonSerializable(typeof(FoldingRange[]))]
[JsonSerializable(typeof(DocumentSymbol[]))]
[JsonSerializable(typeof(PreparedRename))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
