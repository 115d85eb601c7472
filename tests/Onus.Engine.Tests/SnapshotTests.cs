using Onus.Core.Formats;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public async Task A_closed_engine_leaves_a_snapshot_from_which_the_next_one_starts()
    {
        var device = new SimulatedDevice(1);
        var pay = await FillAsync(device);
        var name = Assert.Single(device.List(), SnapshotHeader.IsName);

        // Start from the snapshot, and go on: whatever it had left out would show as another answer.
        using var bank = Bank.Reopen(device, Strict(device));
        Assert.Equal((UInt128)200, await bank.BalanceAsync(Bank.Account(0)));
        Assert.Equal(TransferOutcome.Exists, (await bank.Engine.SubmitAsync(pay)).Result.Outcome);
        Assert.Contains(name, device.List());
    }

    [Fact]
    public async Task A_snapshot_with_any_damaged_byte_is_passed_over_with_a_warning_and_the_entries_are_replayed()
    {
        for (var at = 0; at < 5_000; at += at < 128 ? 7 : 611)
        {
            var device = new SimulatedDevice(2);
            await FillAsync(device);
            var name = device.List().First(SnapshotHeader.IsName);
            if (at is >= 100 and < SnapshotHeader.PageSize || at >= device.Content(name).Length) continue; // padding
            device.Corrupt(name, bytes =>
            {
                bytes[at] ^= 0x40;
                return bytes;
            });
            var warnings = new List<string>();
            using var bank = Bank.Reopen(device, Bank.Options(device) with { Warn = warnings.Add });
            Assert.Contains(name, Assert.Single(warnings), StringComparison.Ordinal);
            Assert.Equal((UInt128)200, await bank.BalanceAsync(Bank.Account(0)));
        }
    }

    [Fact]
    public async Task A_snapshot_of_another_history_is_passed_over()
    {
        var (one, other) = (new SimulatedDevice(3), new SimulatedDevice(4));
        await FillAsync(one);
        await FillAsync(other, extra: 1);
        var name = other.List().First(SnapshotHeader.IsName);
        using (var file = one.Create(name)) file.Write(other.Content(name), 0);
        var warnings = new List<string>();
        using var bank = Bank.Reopen(one, Bank.Options(one) with { Warn = warnings.Add });
        Assert.Contains("another history", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal((UInt128)200, await bank.BalanceAsync(Bank.Account(0)));
    }

    [Fact]
    public async Task Ids_that_have_left_the_memory_are_still_answered_exactly_and_after_a_restart_too()
    {
        var device = new SimulatedDevice(5);
        // The ledger lets go of ids page by page, 87,381 at a time.
        var options = Bank.Options(device) with { IdsInMemory = 0, IdsPerRun = 8_192, Warn = Assert.Fail };
        var paid = new List<(TransferCommand Command, TransferResult Result)>();
        using (var bank = await Bank.CreateAsync(device, options))
        {
            for (var batch = 0; batch < 24; batch++)
            {
                var commands = Enumerable.Range(0, 5_000).Select(_ => bank.Pay(Bank.Source, Bank.Account(0), 1)).ToArray();
                var results = new TransferResult[commands.Length];
                await bank.Engine.SubmitAsync(commands, results);
                for (var i = 0; i < commands.Length; i += 490) paid.Add((commands[i], results[i]));
            }

            await AssertKnownAsync(bank, paid);
            var first = await bank.Engine.ReadAsync(ledger => ledger.FirstIdInMemory, cancellation: TestContext.Current.CancellationToken);
            Assert.True(first.Result > 0, "no id has left the memory");
        }

        using var again = Bank.Reopen(device, options);
        await AssertKnownAsync(again, paid);
        Assert.Equal((UInt128)120_000, await again.BalanceAsync(Bank.Account(0)));
    }

    [Fact]
    public async Task A_state_root_proves_a_balance_and_the_total_of_its_book()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(6), Bank.Options(new SimulatedDevice(0)) with { StateRootEvery = null });
        await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 500));
        var account = (await bank.Engine.ReadAsync(ledger => ledger.TryGetAccount(Bank.Account(0), out var found) ? found.Opened : 0, cancellation: TestContext.Current.CancellationToken)).Result;
        var written = (await bank.Engine.RootAsync(account)).Result!;
        Assert.Equal(bank.Engine.Log.ReadEntry(written.Index).ToArray(), written.Entry.ToArray());
        var proof = written.Root.ProveBalance(account, written.Entry)!;
        Assert.Equal(StateProofOutcome.Proven, proof.Verify(out var root));
        Assert.Equal(written.Root.AsOf, root!.AsOf);
        Assert.Equal((UInt128)500, proof.Leaf.Balances.CreditsPosted);
        Assert.Equal(proof.Total.Leaf.Root.Sums.DebitsPosted, proof.Total.Leaf.Root.Sums.CreditsPosted);
    }

    private static async Task AssertKnownAsync(Bank bank, List<(TransferCommand Command, TransferResult Result)> paid)
    {
        foreach (var (command, result) in paid)
        {
            var same = (await bank.Engine.SubmitAsync(command)).Result;
            Assert.Equal((TransferOutcome.Exists, result.Index, result.Time), (same.Outcome, same.Index, same.Time));
            var other = (await bank.Engine.SubmitAsync(command with { Amount = command.Amount + 1 })).Result;
            Assert.Equal(TransferOutcome.ExistsWithDifferentAmount, other.Outcome);
        }
    }

    private static EngineOptions Strict(SimulatedDevice device) => Bank.Options(device) with { Warn = Assert.Fail };

    private static async Task<TransferCommand> FillAsync(SimulatedDevice device, int extra = 0)
    {
        using var bank = await Bank.CreateAsync(device);
        TransferCommand pay = default;
        for (var i = 0; i < 20 + extra; i++)
        {
            pay = bank.Pay(Bank.Source, Bank.Account(0), 10);
            await bank.Engine.SubmitAsync(pay);
        }

        return pay;
    }
}
