using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;
using Onus.Engine.Auditing;
using Onus.Log.Storage;

namespace Onus.Cli.Tests.Serving;

/// <summary>The program as a service manager and many callers see it: real processes, real sockets, real kills.</summary>
public sealed class UpProcessTests : IDisposable
{
    private const int Callers = 1_000, Each = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onus-up-test-");
    private readonly Uuid7Generator _ids = new(TimeProvider.System, SystemEntropy.Instance);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_node_without_a_charter_runs_says_how_to_found_it_and_is_not_ready()
    {
        using var up = await UpProcess.StartAsync(_folder.FullName, UpProcess.FreePort());
        Assert.Contains(up.Said, line => line.Contains("onus admin", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = up.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/me", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(0, await up.StopAsync());
    }

    [Fact]
    public async Task What_was_answered_survives_a_kill_in_mid_load_and_nothing_happens_twice()
    {
        var token = await FoundAsync();
        var port = UpProcess.FreePort();
        var up = await UpProcess.StartAsync(_folder.FullName, port);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Callers, ConnectTimeout = TimeSpan.FromSeconds(20) };
        using var client = new HttpClient(handler) { BaseAddress = up.Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await SendAsync(client, "/v1/books", new OpenBookRequest("cny", "CNY"), _ids.Next());
        await SendAsync(client, "/v1/accounts", new OpenAccountRequest("outside", "cny") { DebitLimit = null }, _ids.Next());
        await SendAsync(client, "/v1/accounts", new OpenAccountRequest("shop", "cny"), _ids.Next());

        var answered = new ConcurrentDictionary<Id128, (string Outcome, ulong Index)>();
        var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync(client, answered)));
        while (answered.Count < Callers) await Task.Delay(5, TestContext.Current.CancellationToken);
        up.Kill();
        var before = answered.ToArray();
        using var again = await UpProcess.StartAsync(_folder.FullName, port);
        await load;

        Assert.Equal(Callers * Each, answered.Count);
        Assert.All(before, one => Assert.Equal(one.Value, answered[one.Key]));
        Assert.Equal(Callers * Each, answered.Values.Select(one => one.Index).Distinct().Count());
        var shop = JsonSerializer.Deserialize(await client.GetStringAsync("/v1/accounts/shop", TestContext.Current.CancellationToken), OnusJson.Default.AccountView)!;
        Assert.Equal($"{Callers * Each}.00", shop.Balances.Balance);
        Assert.Equal((ulong)(Callers * Each) + 1, shop.Entries);
        foreach (var (id, (_, index)) in before.Take(20))
        {
            var receipt = JsonSerializer.Deserialize(await client.GetStringAsync($"/v1/receipts/{id}", TestContext.Current.CancellationToken), OnusJson.Default.ReceiptView)!;
            Assert.Equal(index, receipt.Index);
        }

        Assert.Equal(0, await again.StopAsync());
        Assert.Null(LogAudit.Run(new DirectoryDevice(_folder.FullName)).Fault);
    }

    private async Task CallAsync(HttpClient client, ConcurrentDictionary<Id128, (string Outcome, ulong Index)> answered)
    {
        for (var i = 0; i < Each; i++)
        {
            var id = _ids.Next();
            var answer = await SendAsync(client, "/v1/transfers", new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1.00" }, id);
            var read = JsonSerializer.Deserialize(answer, OnusJson.Default.TransferAnswer)!;
            Assert.Contains(read.Outcome, (string[])["Accepted", "Exists"]);
            Assert.True(answered.TryAdd(id, ("done", read.Index)));
        }
    }

    // What is not answered is asked again under the same id, until it is.
    private static async Task<string> SendAsync<T>(HttpClient client, string path, T body, Id128 id)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = JsonContent.Create(body, OnusJson.Default.GetTypeInfo(typeof(T))!),
                };
                request.Headers.Add("Idempotency-Key", id.ToString());
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (response.IsSuccessStatusCode) return text;
                Assert.True((int)response.StatusCode is 503 or 429, $"{response.StatusCode}: {text}");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException)
            {
                // Its connection died with the process.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> FoundAsync()
    {
        var (exit, output, error) = await CommandLine.RunAsync("admin", _folder.FullName, "alice", "--alone", "--origin", "up.onus.example/log");
        Assert.True(exit == 0, error);
        return output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("onus_", StringComparison.Ordinal));
    }
}
