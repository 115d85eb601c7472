using System.Text.Json;

namespace Onus.LanguageServer.Rpc;

/// <summary>A request or notification from the client.</summary>
/// <param name="Id">The id of a request; null for a notification.</param>
/// <param name="Method">What is asked.</param>
/// <param name="Parameters">With what.</param>
internal sealed record RpcMessage(JsonElement? Id, string Method, JsonElement Parameters)
{
    /// <summary>Reads a message; null where it is none. An answer of the client has an empty method.</summary>
    public static RpcMessage? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            JsonElement? id = null;
            if (root.TryGetProperty("id", out var given))
            {
                if (given.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return null;
                id = given.Clone();
            }

            var method = root.TryGetProperty("method", out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()!
                : "";
            if (method.Length == 0 && id is null) return null;
            var parameters = root.TryGetProperty("params", out var found) ? found.Clone() : default;
            return new RpcMessage(id, method, parameters);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string with a lone surrogate: valid JSON, and no text.
            return null;
        }
    }
}
