using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer;

/// <summary>Which request is answered by which feature.</summary>
internal sealed class RequestTable
{
    private readonly Dictionary<string, Func<JsonElement, JsonElement, MessageWriter, Task>> _answers =
        new(StringComparer.Ordinal);

    public RequestTable(Workspace workspace)
    {
        var json = ProtocolJson.Default;
        Add("textDocument/hover", json.PositionParams, json.Hover, p => HoverText.At(Document(p.TextDocument), p.Position));
        Add("textDocument/completion", json.PositionParams, json.CompletionItemArray, p => Completion.At(Document(p.TextDocument), p.Position));
        Add("textDocument/definition", json.PositionParams, json.Location, p => Navigation.Definition(Document(p.TextDocument), p.Position));
        Add("textDocument/references", json.ReferenceParams, json.LocationArray,
            p => Navigation.References(Document(p.TextDocument), p.Position, p.Context?.IncludeDeclaration ?? true));
        Add("textDocument/prepareRename", json.PositionParams, json.PreparedRename, p => Navigation.PrepareRename(Document(p.TextDocument), p.Position));
        Add("textDocument/rename", json.RenameParams, json.WorkspaceEdit, p => Navigation.Rename(Document(p.TextDocument), p.Position, p.NewName));
        Add("textDocument/codeAction", json.RangeParams, json.CodeActionArray, p => CodeActions.In(Document(p.TextDocument), p.Range));
        Add("textDocument/semanticTokens/full", json.DocumentParams, json.SemanticTokens, p => SemanticTokenList.Of(Document(p.TextDocument)));
        Add("textDocument/inlayHint", json.RangeParams, json.InlayHintArray, p => InlayHints.In(Document(p.TextDocument), p.Range));
        Add("textDocument/foldingRange", json.DocumentParams, json.FoldingRangeArray, p => Outline.Folds(Document(p.TextDocument)));
        Add("textDocument/documentSymbol", json.DocumentParams, json.DocumentSymbolArray, p => Outline.Symbols(Document(p.TextDocument)));

        OpenDocument Document(TextDocumentId id) => workspace[id?.Uri ?? ""];
    }

    /// <summary>Reads the parameters of a message, or says that they are not as the protocol has them.</summary>
    public static T Read<T>(JsonElement parameters, JsonTypeInfo<T> type)
    {
        if (parameters.ValueKind != JsonValueKind.Object) throw new JsonException("the parameters are no object");
        return parameters.Deserialize(type) ?? throw new JsonException("the parameters are missing");
    }

    /// <summary>Answers a request, or says that no feature does.</summary>
    public async Task<bool> TryAnswerAsync(string method, JsonElement id, JsonElement parameters, MessageWriter writer)
    {
        if (!_answers.TryGetValue(method, out var answer)) return false;
        await answer(id, parameters, writer);
        return true;
    }

    private void Add<TParams, TAnswer>(
        string method, JsonTypeInfo<TParams> read, JsonTypeInfo<TAnswer> write, Func<TParams, TAnswer?> feature) =>
        _answers.Add(method, (id, parameters, writer) => writer.AnswerAsync(id, feature(Read(parameters, read)), write));
}
