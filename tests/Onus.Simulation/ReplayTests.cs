using System.Diagnostics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Simulation;

/// <summary>The same entries lead to the same state on any machine (law 7): processes with other vector widths, cultures and
/// time zones fold one log, and all come to the bytes that the engine itself wrote.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task The_same_entries_lead_to_the_same_bytes_whatever_the_processor_the_culture_and_the_time_zone()
    {
        var folder = Directory.CreateTempSubdirectory("onus-replay-");
        try
        {
            var expected = await TradeAsync(folder.FullName);
            (string Name, string Value)[][] settings =
            [
                [],
                [("DOTNET_EnableAVX512", "0")],
                [("DOTNET_EnableAVX2", "0")],
                [("DOTNET_EnableHWIntrinsic", "0")],
                [("TZ", "Asia/Kathmandu")],
                [("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/St_Johns")],
                [("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"), ("LC_ALL", "ar_SA.UTF-8")],
            ];
            var said = new List<string>();
            foreach (var setting in settings)
            {
                // Without the ICU library the runtime refuses to start with any culture but the invariant one.
                if (await FoldAsync(folder.FullName, setting) is not { } lines) continue;
                said.Add(lines[0]);
                Assert.True(lines[1].EndsWith(expected, StringComparison.Ordinal), $"{string.Join(' ', setting)}: {lines[1]}, the engine came to {expected}");
            }

            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, said));
            Assert.StartsWith("0 ", said[3], StringComparison.Ordinal);
            Assert.True(said.Select(line => line.Split(' ')[0]).Distinct().Count() > 1, "no setting changed the vector width");
            if (said.Count == settings.Length) Assert.Contains("'tr-TR'", said[5], StringComparison.Ordinal);
            Assert.Contains(said, line => line.EndsWith(" 330", StringComparison.Ordinal) || line.EndsWith(" 345", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Trades of every kind; answers the SHA-256 of the state in the snapshot that the engine leaves.</summary>
    private static async Task<string> TradeAsync(string folder)
    {
        var (device, key, random) = (new DirectoryDevice(folder), TestKeys.Log("replay.example"), new Random(7));
        var ids = new Uuid7Generator(TimeProvider.System, new Entropy(random));
        LogOpener.Create(device, key.Key);
        using (var engine = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = device, Signers = [key] } }).Engine!)
        {
            var cancellation = TestContext.Current.CancellationToken;
            await engine.SubmitAsync(new OpenBook(Head(), new Id128(1), "CNY", 2, BookPurpose.Money), cancellation: cancellation);
            await engine.SubmitAsync(new OpenBook(Head(), new Id128(2), "İ-points", 0, BookPurpose.Money), cancellation: cancellation);
            for (uint i = 0; i < 60; i++)
                await engine.SubmitAsync(new OpenAccount(Head(), new Id128(100 + i), new Id128(i % 3 == 2 ? 2u : 1u)) { DebitLimit = i < 3 ? null : (UInt128)i * 10, Code = (ushort)i }, cancellation: cancellation);
            var commands = Enumerable.Range(0, 4_000).Select(_ => Command(ids.Next(), random)).ToArray();
            await engine.SubmitAsync(commands, new TransferResult[commands.Length]);
            await engine.SubmitAsync(new PostingsCommand(Head(), [new(new Id128(100), Side.Debit, 7), new(new Id128(103), Side.Credit, 7)]), cancellation: cancellation);
        }

        CommandHead Head() => new(ids.Next(), Id128.None, 0);
        using var file = device.Open(device.List().Last(SnapshotHeader.IsName), writable: false);
        Assert.True(SnapshotHeader.TryRead(file, out var header));
        return header.State.ToString();
    }

    private static TransferCommand Command(Id128 id, Random random)
    {
        var (from, to) = (random.Next(60), random.Next(60));
        var command = new TransferCommand
        {
            Id = id, Debit = new Id128(100 + (UInt128)from), Credit = new Id128(100 + (UInt128)to), Amount = (UInt128)random.Next(1, 90), Code = 1,
        };
        return random.Next(4) switch
        {
            0 => command with { Act = TransferAct.Hold, Timeout = 3_600 * LogTime.NanosecondsPerSecond },
            1 => command with { Reference = new Id128(5), User64 = 6 },
            _ => command,
        };
    }

    private static async Task<string[]?> FoldAsync(string folder, (string Name, string Value)[] settings)
    {
        var loader = Path.Combine(AppContext.BaseDirectory, "Onus.Simulation.Loader.dll");
        var start = new ProcessStartInfo("dotnet", [loader, "fold", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (error.Contains("ICU", StringComparison.Ordinal)) return null;
        Assert.True(process.ExitCode == 0, error);
        return (await output).Split('\n');
    }

    private sealed class Entropy(Random random) : IEntropy
    {
        public void Fill(Span<byte> destination) => random.NextBytes(destination);
    }
}
