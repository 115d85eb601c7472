using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Onus.Client;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Bench;

/// <summary>What a load through the server did.</summary>
/// <param name="Name">The load.</param>
/// <param name="Done">How many were answered as durable and accepted.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Latencies">From a call to its answer, in milliseconds, sorted.</param>
/// <param name="Processor">The processor time of client and server together.</param>
/// <param name="Allocated">What client and server together allocated, in bytes.</param>
internal sealed record ServerResult(
    string Name, long Done, long Refused, TimeSpan Took, double[] Latencies, TimeSpan Processor, long Allocated);

/// <summary>Loads on a node behind sockets, as its clients make them.</summary>
internal sealed class ServerRuns(BenchServer server, TimeSpan length)
{
    private const int InFlight = 3;

    /// <summary>Packed batches of one client, a few on their way at once.</summary>
    public Task<ServerResult> PackedAsync(string name, bool withBalances) => MeasureAsync(name, async run =>
    {
        var load = new LedgerLoad(server.Accounts, false, false, false, withBalances ? 101UL : 103UL);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            var commands = new TransferCommand[PackedTransfers.MostTransfers];
            var (transfers, results) = (new BulkTransfer[commands.Length], new BulkResult[commands.Length]);
            while (!run.IsOver)
            {
                lock (load) load.Fill(commands);
                for (var i = 0; i < commands.Length; i++) transfers[i] = BulkOf(commands[i]);
                var sent = Stopwatch.GetTimestamp();
                await server.Client.Bulk.TransferAsync(transfers, results, withBalances).ConfigureAwait(false);
                run.Add(Stopwatch.GetElapsedTime(sent), results.Length, results.Count(r => r.Outcome != TransferOutcome.Accepted));
            }
        })));
    });

    /// <summary>Single transfers of many callers through one client, which joins them.</summary>
    public Task<ServerResult> JoinedAsync(string name, int callers) => CallersAsync(name, callers, async (_, request) =>
        (await server.Client.Ledger.TransferAsync(request).ConfigureAwait(false)).Outcome == "Accepted");

    /// <summary>Single transfers of many callers, each a request of its own.</summary>
    public async Task<ServerResult> RawAsync(string name, int callers)
    {
        using var http = new HttpClient { BaseAddress = server.Options.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Options.Token);
        return await CallersAsync(name, callers, async (_, request) =>
        {
            using var content = new ByteArrayContent(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, OnusJson.Default.TransferRequest));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(new Uri("/v1/transfers", UriKind.Relative), content).ConfigureAwait(false);
            await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        });
    }

    /// <summary>Something that many callers do one after the other, each waiting for his answer.</summary>
    public Task<ServerResult> CallersAsync(string name, int callers, Func<int, TransferRequest, Task<bool>> call) => MeasureAsync(name, run =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var load = new LedgerLoad(server.Accounts, false, false, false, (ulong)caller * 7_919 + 11);
            var one = new TransferCommand[1];
            while (!run.IsOver)
            {
                load.Fill(one);
                var request = new TransferRequest
                {
                    Id = server.Client.NewCommandId(), Debit = one[0].Debit.ToString(), Credit = one[0].Credit.ToString(), Amount = "1.00", Code = 1,
                };
                var sent = Stopwatch.GetTimestamp();
                var accepted = await call(caller, request).ConfigureAwait(false);
                run.Add(Stopwatch.GetElapsedTime(sent), 1, accepted ? 0 : 1);
            }
        }))));

    private Task<ServerResult> MeasureAsync(string name, Func<ServerRun, Task> load) => MeasureAsync(name, length, load);

    /// <summary>Measures what a load does until it is over.</summary>
    private static async Task<ServerResult> MeasureAsync(string name, TimeSpan length, Func<ServerRun, Task> load)
    {
        // What the load before left behind is its own.
        GC.Collect();
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var run = new ServerRun(length);
        await load(run);
        var took = run.Elapsed;
        return new ServerResult(
            name, run.Done, run.Refused, took, run.Latencies(), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static BulkTransfer BulkOf(in TransferCommand command) => new()
    {
        Id = command.Id, Debit = command.Debit, Credit = command.Credit, Amount = command.Amount, Code = command.Code, Act = command.Act,
    };
}

/// <summary>A load while it runs.</summary>
internal sealed class ServerRun(TimeSpan length)
{
    private readonly ConcurrentQueue<double> _latencies = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;
    private long _refused;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public bool IsOver => Elapsed >= length;

    public long Done => _done;

    public long Refused => _refused;

    public void Add(TimeSpan took, int answered, int refused)
    {
        _latencies.Enqueue(took.TotalMilliseconds);
        Interlocked.Add(ref _done, answered - refused);
        Interlocked.Add(ref _refused, refused);
    }

    public double[] Latencies() => [.. _latencies.Order()];
}
