using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Server;

/// <summary>Writes every refusal as problem details, whatever it came from.</summary>
internal sealed partial class Problems(RequestDelegate next, ILogger<Problems> logger)
{
    public const string ContentType = "application/problem+json";

    private const string Pages = "https://onus.example/docs/api/result-codes.md";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http).ConfigureAwait(false);
            if (http.Response.StatusCode >= 400 && !http.Response.HasStarted && http.Response.ContentLength is null && http.Response.ContentType is null)
                await WriteAsync(http, Of(http.Response.StatusCode)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, Of(failure)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a refusal as the answer.</summary>
    public static async Task WriteAsync(HttpContext http, Refused refused)
    {
        var headers = http.Response.Headers;
        var trace = headers.TraceParent;
        http.Response.Clear();
        headers.TraceParent = trace;
        http.Response.StatusCode = refused.Status;
        http.Response.ContentType = ContentType;
        if (refused.RetryAfter is { } seconds) headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (refused.Status == 401) headers.WWWAuthenticate = "Bearer";
        var problem = new Problem(
            refused.Outcome is null ? "about:blank" : $"{Pages}#{refused.Outcome.ToLowerInvariant()}", refused.Title, refused.Status, refused.Detail,
            http.Request.Path)
        {
            Outcome = refused.Outcome, Evidence = refused.Evidence, Head = refused.Head, Pointer = refused.Pointer,
        };
        if (!HttpMethods.IsHead(http.Request.Method))
            await JsonSerializer.SerializeAsync(http.Response.Body, problem, OnusJson.Default.Problem, http.RequestAborted).ConfigureAwait(false);
    }

    private static Refused Of(int status) => status switch
    {
        404 => new Refused(404, "Not found", "there is no such address; /openapi/v1.json lists all"),
        405 => new Refused(405, "The method does not fit", "this address takes other methods; /openapi/v1.json lists them"),
        503 => new Refused(503, "Not answered in time", "ask again with the same Idempotency-Key") { RetryAfter = 1 },
        415 => new Refused(415, "The content type does not fit", "send 'Content-Type: application/json'"),
        _ => new Refused(status, "The request was not answered"),
    };

    private Refused Of(Exception failure)
    {
        switch (failure)
        {
            case Refused refused:
                return refused;
            case BadHttpRequestException { StatusCode: 413 }:
                return new Refused(413, "The request is too large", "send less at once");
            case BadHttpRequestException { InnerException: JsonException json }:
                return Refused.Malformed(Plain(json), PointerOf(json.Path));
            case BadHttpRequestException bad:
                return bad.StatusCode == 400 ? Refused.Malformed(bad.Message) : new Refused(bad.StatusCode, "The request is malformed", bad.Message);
            case JsonException json:
                return Refused.Malformed(Plain(json), PointerOf(json.Path));
            case OperationCanceledException or TimeoutException:
                return new Refused(503, "Not answered in time", "ask again with the same Idempotency-Key") { RetryAfter = 1 };
            default:
                LogUnexpected(failure, failure is InvariantViolation ? "a law of the house is broken" : "unexpected");
                return new Refused(500, "The node failed", "what happened is in the node's own log; ask again with the same Idempotency-Key");
        }
    }

    // The framework's message ends with a path and a place in bytes, which the pointer says better.
    private static string Plain(JsonException json)
    {
        var end = json.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var text = end < 0 ? json.Message : json.Message[..end];
        return json.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{text} (line {line + 1}, byte {json.BytePositionInLine + 1})")
            : text;
    }

    // From $.lines[2].amount to /lines/2/amount.
    private static string? PointerOf(string? path) => path is null or "$" ? null
        : path.TrimStart('$').Replace("['", "/", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal);

    [LoggerMessage(EventId = 5000, Level = LogLevel.Error, Message = "A request failed: {Kind}")]
    private partial void LogUnexpected(Exception failure, string kind);
}
