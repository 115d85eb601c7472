using System.Diagnostics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Simulation;

/// <summary>A real process on real files, killed without warning again and again.</summary>
public sealed class KillTests
{
    [Fact]
    public Task Killed_twenty_times_at_random_nothing_acknowledged_is_missing_or_doubled() => KillAsync(20);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Killed_a_hundred_times_at_random_nothing_acknowledged_is_missing_or_doubled() => KillAsync(100);

    private static async Task KillAsync(int times)
    {
        var folder = Directory.CreateTempSubdirectory("onus-kill-");
        var random = new Random(20_261_124);
        var acknowledged = new Dictionary<Id128, ulong>();
        try
        {
            for (var i = 0; i < times; i++) await LoadAndKillAsync(folder.FullName, random, acknowledged);
            Assert.NotEmpty(acknowledged);
            Check(folder.FullName, acknowledged);
            TestContext.Current.TestOutputHelper?.WriteLine($"{times} kills, {acknowledged.Count} acknowledged transfers");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Starts the loader, lets it acknowledge for a while, kills it, and takes every whole line that it had written.</summary>
    private static async Task LoadAndKillAsync(string folder, Random random, Dictionary<Id128, ulong> acknowledged)
    {
        var loader = Path.Combine(AppContext.BaseDirectory, "Onus.Simulation.Loader.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [loader, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var wanted = random.Next(1, 400);
        var lines = 0;
        while (lines < wanted && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            Take(line, acknowledged);
            lines++;
        }

        if (process.HasExited && lines < wanted)
            Assert.Fail($"the loader ended by itself: {await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        await Task.Delay(random.Next(0, 15), TestContext.Current.CancellationToken);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Length > 37) Take(line, acknowledged);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static void Take(string line, Dictionary<Id128, ulong> acknowledged)
    {
        // The last line may be cut off in its index; a cut line was not acknowledged to anybody.
        if (Id128.TryParse(line.AsSpan(0, 36), out var id) && ulong.TryParse(line.AsSpan(37), out var index)) acknowledged.TryAdd(id, index);
    }

    private static void Check(string folder, Dictionary<Id128, ulong> acknowledged)
    {
        var opening = OnusEngine.Open(new EngineOptions
        {
            Log = new LogOptions { Device = new DirectoryDevice(folder), Signers = [TestKeys.Log("killed.example")] },
        });
        using var engine = opening.Engine;
        Assert.True(engine is not null, opening.Detail);
        var found = new Dictionary<Id128, ulong>();
        foreach (var entry in engine.Log.ReadEntries(0, engine.Log.Head.Size))
        {
            if (!TransferLayout.TryRead(entry.Span, out var transfer)) continue;
            Assert.True(found.TryAdd(transfer.Id, transfer.Index), $"{transfer.Id} is in the log twice");
        }

        foreach (var (id, index) in acknowledged)
            Assert.True(found.TryGetValue(id, out var at) && at.ToString(System.Globalization.CultureInfo.InvariantCulture)
                .StartsWith(index.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), $"{id} was acknowledged at {index} and is missing");
        var balance = engine.ReadAsync(ledger => ledger.TryGetAccount(new Id128(3), out var sink) ? sink.Balances.CreditsPosted : 0).Result;
        Assert.Equal((UInt128)(uint)found.Count, balance.Result);
    }
}
