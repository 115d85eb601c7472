namespace Onus.LanguageServer.Protocol;

internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

internal sealed record ServerInfo(string Name, string Version);

/// <summary>What the server can do, as it tells the client.</summary>
internal sealed record ServerCapabilities
{
    public string PositionEncoding { get; } = "utf-16";

    public TextDocumentSyncOptions TextDocumentSync { get; } = new();

    public bool HoverProvider { get; } = true;

    public CompletionOptions CompletionProvider { get; } = new();

    public bool DefinitionProvider { get; } = true;

    public bool ReferencesProvider { get; } = true;

    public RenameOptions RenameProvider { get; } = new();

    public CodeActionOptions CodeActionProvider { get; } = new();

    public bool DocumentFormattingProvider { get; } = true;

    public SemanticTokensOptions SemanticTokensProvider { get; } = new();

    public bool InlayHintProvider { get; } = true;

    public bool FoldingRangeProvider { get; } = true;

    public bool DocumentSymbolProvider { get; } = true;
}

internal sealed record TextDocumentSyncOptions
{
    public bool OpenClose { get; } = true;

    /// <summary>Gets 2: the client sends the changed ranges only.</summary>
    public int Change { get; } = 2;
}

internal sealed record CompletionOptions
{
    public string[] TriggerCharacters { get; } = [" ", ","];
}

internal sealed record RenameOptions
{
    public bool PrepareProvider { get; } = true;
}

internal sealed record CodeActionOptions
{
    public string[] CodeActionKinds { get; } = ["quickfix"];
}

internal sealed record SemanticTokensOptions
{
    public SemanticTokensLegend Legend { get; } = new();

    public bool Full { get; } = true;
}

internal sealed record SemanticTokensLegend
{
    public string[] TokenTypes { get; } = Features.SemanticTokenTypes.Types;

    public string[] TokenModifiers { get; } = Features.SemanticTokenTypes.Modifiers;
}
