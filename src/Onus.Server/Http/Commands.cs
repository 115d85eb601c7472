using System.Globalization;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Ledger;

namespace Onus.Server;

/// <summary>What the headers of a request say about its command: its id, its trace, and the head that the decider was shown.</summary>
internal static class Commands
{
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The front of a command: the id that the caller gave or a new one, the trace, the actor.</summary>
    public static CommandHead Head(HttpContext http, Node node) => Head(http, node, IdOf(http) ?? node.Ids.Next());

    /// <summary>The front of a command whose id is known.</summary>
    public static CommandHead Head(HttpContext http, Node node, Id128 id)
    {
        var caller = Caller.Of(http);
        if (caller.Actor == 0) throw new Refused(403, "The credential is no actor's", "commands are sent by actors of the log: use a key that stands for one");
        return new CommandHead(id, TraceOf(http), caller.Actor);
    }

    /// <summary>The id in the header; null without one.</summary>
    public static Id128? IdOf(HttpContext http)
    {
        var header = http.Request.Headers[IdempotencyKey];
        if (header.Count == 0) return null;
        return header.Count == 1 && Id128.TryParse(header[0], out var id) && id.IsVersion7
            ? id
            : throw Refused.Malformed($"{IdempotencyKey} is one UUID of version 7, such as 019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8");
    }

    /// <summary>The head in <c>If-Match</c>: what the caller was shown.</summary>
    public static ulong ShownHead(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0)
            throw new Refused(428, "The head is needed", "send 'If-Match' with the ETag of the case: what you decide on is what you were shown");
        var text = header.Count == 1 ? header[0]! : "";
        return text.Length > 2 && text[0] == '"' && text[^1] == '"'
            && ulong.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var head)
            ? head
            : throw Refused.Malformed("If-Match is the ETag of the case, such as \"1234\"");
    }

    /// <summary>Says the head of what is answered as its ETag.</summary>
    public static void SayHead(HttpContext http, ulong head) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{head}\"");

    /// <summary>The W3C trace id of the request, made where it brings none; answered with the response.</summary>
    public static Id128 TraceOf(HttpContext http)
    {
        if (http.Features.Get<Trace>() is { } known) return known.Id;
        var id = Parse(http.Request.Headers.TraceParent);
        if (id.IsNone) id = Id128.Read(RandomNumberGenerator.GetBytes(Id128.Size));
        http.Features.Set(new Trace(id));
        http.Response.Headers.TraceParent = $"00-{id.Value:x32}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}-01";
        return id;
    }

    // 00-<32 hexadecimal digits>-<16>-<2>; what has another form is as good as none (W3C Trace Context, 4.3).
    private static Id128 Parse(string? header) =>
        header is { Length: >= 55 } && header[2] == '-' && header[35] == '-'
        && UInt128.TryParse(header.AsSpan(3, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? new Id128(id)
            : Id128.None;

    private sealed record Trace(Id128 Id);
}
