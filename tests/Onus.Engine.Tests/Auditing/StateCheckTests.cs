using Onus.Core;
using Onus.Engine.Auditing;
using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Engine.Tests.Auditing;

public sealed class StateCheckTests
{
    [Fact]
    public async Task Snapshots_are_what_the_entries_lead_to_and_so_are_the_entries_after_them()
    {
        var device = new SimulatedDevice(1);
        await FillAsync(device);
        var report = StateCheck.Run(device);
        Assert.Empty(report.Wrong);
        Assert.Equal(device.List().Count(SnapshotHeader.IsName) + 1, report.Sound.Count);
    }

    [Fact]
    public async Task Ids_on_the_device_are_the_ids_in_the_entries_after_the_memory_let_go_of_them()
    {
        var device = new SimulatedDevice(2);
        await FillAsync(device, batches: 24, batch: 5_000, Bank.Options(device) with { IdsInMemory = 0, IdsPerRun = 8_192, SnapshotEvery = 50_000 });
        var report = StateCheck.Run(device);
        Assert.Empty(report.Wrong);
        Assert.Contains(report.Sound, line => line.StartsWith("ids-", StringComparison.Ordinal));
        Assert.Contains(report.Sound, line => line.StartsWith("snapshot-", StringComparison.Ordinal));
    }

    // A snapshot that was made to fit: checksum and root are right, and one account has a cent more.
    [Fact]
    public async Task A_snapshot_that_passes_all_its_own_checks_and_lies_is_found_with_its_place()
    {
        var device = new SimulatedDevice(3);
        await FillAsync(device);
        var name = device.List().Last(SnapshotHeader.IsName);
        var state = device.Content(name)[SnapshotHeader.PageSize..];
        // The last record of 128 bytes before the mark at the end begins with the posted debits.
        state[^(8 + 128)] ^= 1;
        Reseal(device, name, state);
        var wrong = StateCheck.Run(device).Wrong;
        Assert.Contains(wrong, line => line.StartsWith($"{name} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_of_ids_that_lies_is_found()
    {
        var device = new SimulatedDevice(4);
        await FillAsync(device, batches: 24, batch: 5_000, Bank.Options(device) with { IdsInMemory = 0, IdsPerRun = 8_192 });
        var name = device.List().First(IdRunHeader.IsName);
        List<IdRecord> records;
        IdRunHeader header;
        using (var run = IdRun.Open(device, name, out _)!) (records, header) = ([.. run.Records()], run.Header);
        records[100] = records[100] with { Entry = records[100].Entry + 1 };
        IdRun.Write(device, header.First, header.Places, records.ToArray());
        Assert.Contains("at record 100", Assert.Single(StateCheck.Run(device).Wrong), StringComparison.Ordinal);
    }

    private static void Reseal(SimulatedDevice device, string name, byte[] state)
    {
        SnapshotHeader header;
        using (var file = device.Open(name, writable: false)) Assert.True(SnapshotHeader.TryRead(file, out header));
        using var written = device.Open(name, writable: true);
        written.Write(state, SnapshotHeader.PageSize);
        (header with { State = new Hash256(System.Security.Cryptography.SHA256.HashData(state)) }).Write(written);
        written.Flush();
    }

    private static async Task FillAsync(IStorageDevice device, int batches = 3, int batch = 20, EngineOptions? like = null)
    {
        using (var bank = await Bank.CreateAsync(device, like))
        {
            for (var i = 0; i < batches; i++)
            {
                var commands = Enumerable.Range(0, batch).Select(_ => bank.Pay(Bank.Source, Bank.Account(0), 1)).ToArray();
                await bank.Engine.SubmitAsync(commands, new TransferResult[batch]);
            }
        }

        // Entries after the snapshot that closing wrote.
        using var again = Bank.Reopen(device, (like ?? Bank.Options(device)) with { SnapshotEvery = 0 });
        for (var i = 0; i < 3; i++) await again.Engine.SubmitAsync(again.Pay(Bank.Source, Bank.Account(1), 2));
    }
}
