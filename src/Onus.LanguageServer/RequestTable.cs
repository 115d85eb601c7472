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
        At("hover", json.Hover, HoverText.At);
        At("completion", json.CompletionItemArray, Completion.At);
        At("definition", json.Location, Navigation.Definition);
        At("prepareRename", json.PreparedRename, Navigation.PrepareRename);
        In("codeAction", json.CodeActionArray, CodeActions.In);
        In("inlayHint", json.InlayHintArray, InlayHints.In);
        All("semanticTokens/full", json.SemanticTokens, SemanticTokenList.Of);
        All("formatting", json.TextEditItemArray, Formatting.Of);
        All("foldingRange", json.FoldingRangeArray, Outline.Folds);
        All("documentSymbol", json.DocumentSymbolArray, Outline.Symbols);
        Add("references", json.ReferenceParams, json.LocationArray, p =>
            Navigation.References(Document(p.TextDocument), p.Position, p.Context?.IncludeDeclaration ?? true));
        Add("rename", json.RenameParams, json.WorkspaceEdit, p =>
            Navigation.Rename(Document(p.TextDocument), p.Position, p.NewName));

        OpenDocument Document(TextDocumentId id) => workspace[id?.Uri ?? ""];

        void At<T>(string method, JsonTypeInfo<T> write, Func<OpenDocument, Position, T?> feature) =>
            Add(method, json.PositionParams, write, p => feature(Document(p.TextDocument), p.Position));

        void In<T>(string method, JsonTypeInfo<T> write, Func<OpenDocument, Protocol.Range, T?> feature) =>
            Add(method, json.RangeParams, write, p => feature(Document(p.TextDocument), p.Range));

        void All<T>(string method, JsonTypeInfo<T> write, Func<OpenDocument, T?> feature) =>
            Add(method, json.DocumentParams, write, p => feature(Document(p.TextDocument)));
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
        string method, JsonTypeInfo<TParams> read, JsonTypeInfo<TAnswer> write, Func<TParams, TAnswer?> feature)
    {
        _answers.Add("textDocument/" + method, (id, parameters, writer) =>
            writer.AnswerAsync(id, feature(Read(parameters, read)), write));
    }
}
