namespace Onus.LanguageServer.Rpc;

/// <summary>The error codes of JSON-RPC 2.0 and of the Language Server Protocol.</summary>
internal static class RpcErrors
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;
    public const int ServerNotInitialized = -32002;
    public const int RequestFailed = -32803;
    public const int RequestCancelled = -32800;
}

/// <summary>Ends a request with an error that the user sees.</summary>
internal sealed class RequestRefused(string message, int code = RpcErrors.RequestFailed) : Exception(message)
{
    public int Code { get; } = code;
}
