namespace Onus.LanguageServer.Protocol;

internal sealed record DidOpenParams(TextDocumentItem TextDocument);

internal sealed record DidChangeParams(TextDocumentId TextDocument, ContentChange[] ContentChanges);

internal sealed record ContentChange(Range? Range, string Text);

internal sealed record DidCloseParams(TextDocumentId TextDocument);

internal sealed record DocumentParams(TextDocumentId TextDocument);

internal sealed record PositionParams(TextDocumentId TextDocument, Position Position);

internal sealed record ReferenceParams(TextDocumentId TextDocument, Position Position, ReferenceContext? Context);

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record RenameParams(TextDocumentId TextDocument, Position Position, string NewName);

internal sealed record RangeParams(TextDocumentId TextDocument, Range Range);
