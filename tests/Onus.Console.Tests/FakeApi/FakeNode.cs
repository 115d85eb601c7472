using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Json;

namespace Onus.Console.Tests.FakeApi;

/// <summary>A node without an engine: it answers the API's requests from contract objects. What it is told to do, it notes down.</summary>
public sealed partial class FakeNode : HttpMessageHandler
{
    public const string OfficerKey = "onus_1_officer";
    public const string WatcherKey = "onus_2_watcher";

    public static readonly IReadOnlyList<Persona> Personas =
    [
        new("Ana Duarte", "Dispute officer: decides chargebacks", OfficerKey),
        new("Wei Chen", "Auditor: sees everything, decides nothing", WatcherKey),
    ];

    private readonly List<(string Method, string Pattern, Func<Call, object?> Answer)> _routes = [];

    public FakeNode()
    {
        MapShell();
        MapCases();
        MapMore();
    }

    /// <summary>Every write, in order.</summary>
    public List<Call> Writes { get; } = [];

    /// <summary>Adds or replaces the answer to a request; the pattern's parts in braces match anything.</summary>
    public void Answer(string method, string pattern, Func<Call, object?> answer) => _routes.Insert(0, (method, pattern, answer));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new Call(request, text);
        try
        {
            if (call.Key is not (OfficerKey or WatcherKey) && !call.Path.StartsWith("/log/", StringComparison.Ordinal)) throw new FakeRefusal(401, "Unauthorized", "unknown key");
            var (_, pattern, answer) = _routes.FirstOrDefault(r => r.Method == request.Method.Method && Fits(r.Pattern, call));
            if (answer is null) throw new FakeRefusal(404, "Not found", $"no such resource: {call.Path}");
            if (request.Method != HttpMethod.Get && !pattern.EndsWith("/statements", StringComparison.Ordinal)) Writes.Add(call);
            return AnswerOf(answer(call));
        }
        catch (FakeRefusal refusal)
        {
            return new HttpResponseMessage((HttpStatusCode)refusal.Problem.Status)
            {
                Content = new StringContent(JsonSerializer.Serialize(refusal.Problem, OnusJson.Default.Problem), Encoding.UTF8, "application/problem+json"),
            };
        }
    }

    private static HttpResponseMessage AnswerOf(object? answer) => answer switch
    {
        null => new HttpResponseMessage(HttpStatusCode.NoContent),
        string text => new HttpResponseMessage { Content = new StringContent(text) },
        byte[] bytes => new HttpResponseMessage { Content = new ByteArrayContent(bytes) },
        HttpContent content => new HttpResponseMessage { Content = content },
        _ => new HttpResponseMessage { Content = JsonContent.Create(answer, OnusJson.Default.GetTypeInfo(answer.GetType())!) },
    };

    private static bool Fits(string pattern, Call call)
    {
        var wanted = pattern.Split('/');
        var given = call.Path.Split('/');
        if (wanted.Length != given.Length) return false;
        for (var i = 0; i < wanted.Length; i++)
            if (!wanted[i].StartsWith('{') && wanted[i] != given[i]) return false;
        call.Pattern = wanted;
        return true;
    }
}

/// <summary>A refusal of the fake node.</summary>
public sealed class FakeRefusal(int status, string title, string? detail = null, ulong? evidence = null, ulong? head = null, string? outcome = null) : Exception
{
    public Problem Problem { get; } = new("about:blank", title, status, detail, null) { Evidence = evidence, Head = head, Outcome = outcome };
}
