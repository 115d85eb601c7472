using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Log.Proofs;
using Onus.Log.Tests.Formats;
using Onus.Testing;

namespace Onus.Engine.Tests.Formats;

/// <summary>The vectors of the engine's pages in docs/formats/ are what the code makes.</summary>
public sealed class EnginePagesTests
{
    private static readonly LogTime Noon = LogTime.FromUnixSeconds(1_800_000_000);

    [Fact]
    public void The_vector_of_the_throttled_page_is_what_the_code_makes()
    {
        var page = new FormatPage("throttled.md");
        var envelope = new EntryEnvelope(
            EntryKind.Throttled, 90, Noon.Plus(60 * LogTime.NanosecondsPerSecond), Id128.None, Id128.None, 0, []);
        var entry = new ThrottledEntry(envelope, 9, Noon, Noon.Plus(12 * LogTime.NanosecondsPerSecond), 1_200);
        page.Check("throttled", entry.ToBytes());
        Assert.True(ThrottledEntry.TryRead(page.Bytes("throttled"), out var read));
        Assert.Equal(entry.ToBytes(), read!.ToBytes());
    }

    [Fact]
    public void The_vector_of_the_id_run_page_is_what_the_code_makes()
    {
        var (page, device) = (new FormatPage("id-run.md"), new SimulatedDevice(1));
        IdRecord[] records = [new(Id(3), 12), new(Id(1), 10), new(Id(2), 11)];
        IdRun.Write(device, first: 0, places: 4, records);
        page.Check("id-run", device.Content(IdRunHeader.NameOf(0)));
        using var run = IdRun.Open(device, IdRunHeader.NameOf(0), out var problem);
        Assert.Equal("", problem);
        Assert.True(run!.TryFind(Id(2), out var entry) && entry == 11);
    }

    // A book, two accounts and one transfer at a clock that stands still: everything that leaves is the same in every run.
    [Fact]
    public async Task The_vectors_of_the_snapshot_and_ledger_proof_pages_are_what_the_engine_makes()
    {
        var (device, page) = (new SimulatedDevice(1), new FormatPage("ledger-proof.md"));
        var options = Bank.Options(device) with { Time = new StillClock(), StateRootEvery = null };
        using (var bank = await Bank.CreateAsync(device, options, accounts: 1))
        {
            await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 500));
            var proof = (await bank.Engine.ProveBalanceAsync(Bank.Account(0))).Result!;
            page.Check("ledger-proof", proof.ToBytes());
        }

        Assert.True(LedgerProof.TryParse(page.Bytes("ledger-proof"), out var read, out var error), error);
        Assert.Equal((null, StateProofOutcome.Proven), (read.FirstNotInLog(), read.VerifyState()));
        Assert.Equal((UInt128)500, read.Balance!.Leaf.Balances.CreditsPosted);

        var snapshot = device.Content(device.List().Last(SnapshotHeader.IsName));
        new FormatPage("snapshot.md").Check("snapshot-header", snapshot.AsSpan(0, 100));
        new FormatPage("ledger-snapshot.md").Check("ledger-snapshot", snapshot.AsSpan(SnapshotHeader.PageSize));
    }

    private static Id128 Id(uint number) =>
        new(((UInt128)Noon.UnixMilliseconds << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | number);

    [Fact]
    public void A_changed_summary_is_refused_or_read_as_what_it_says()
    {
        var bytes = new FormatPage("throttled.md").Bytes("throttled");
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                if (ThrottledEntry.TryRead(changed, out var read)) Assert.Equal(changed, read!.ToBytes());
            }

            Assert.False(ThrottledEntry.TryRead(bytes.AsMemory(0, at), out _));
        }
    }
}
