using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Onus.Client.Json;

namespace Onus.Console.Tests.FakeApi;

/// <summary>A request that reached the fake node.</summary>
public sealed class Call
{
    public Call(HttpRequestMessage request, string body)
    {
        (Method, Path, Body) = (request.Method.Method, request.RequestUri!.AbsolutePath, body);
        Key = request.Headers.Authorization?.Parameter;
        Head = request.Headers.IfMatch.FirstOrDefault()?.Tag.Trim('"');
        Command = request.Headers.TryGetValues("Idempotency-Key", out var ids) ? ids.First() : null;
        Query = QueryHelpers.ParseQuery(request.RequestUri.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
    }

    public string Method { get; }

    public string Path { get; }

    public string Body { get; }

    public string? Key { get; }

    public string? Head { get; }

    public string? Command { get; }

    public Dictionary<string, string> Query { get; }

    internal string[] Pattern { get; set; } = [];

    /// <summary>The part of the path that a name in braces stands for.</summary>
    public string this[string name] => Uri.UnescapeDataString(Path.Split('/')[Array.IndexOf(Pattern, "{" + name + "}")]);

    public ulong Number(string name) => ulong.Parse(this[name], CultureInfo.InvariantCulture);

    public T Read<T>() => (T)JsonSerializer.Deserialize(Body, OnusJson.Default.GetTypeInfo(typeof(T))!)!;
}
