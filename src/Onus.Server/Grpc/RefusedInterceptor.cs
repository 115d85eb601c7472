using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Onus.Server.Grpc;

/// <summary>Turns refusals into the status codes of gRPC, in one place.</summary>
internal sealed class RefusedInterceptor : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (Refused refused)
        {
            throw StatusOf(refused);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context).ConfigureAwait(false);
        }
        catch (Refused refused)
        {
            throw StatusOf(refused);
        }
    }

    private static RpcException StatusOf(Refused refused) => new(new Status(
        refused.Status switch
        {
            401 => StatusCode.Unauthenticated,
            403 => StatusCode.PermissionDenied,
            404 => StatusCode.NotFound,
            429 => StatusCode.ResourceExhausted,
            503 => StatusCode.Unavailable,
            _ => StatusCode.InvalidArgument,
        },
        refused.Detail is { } detail ? $"{refused.Title}: {detail}" : refused.Title));
}
