namespace Onus.Ledger.Tests;

public sealed class ReplayTests
{
    // The live state is made by deciding, the replayed one by reading bytes; the hash keys differ, so that whatever
    // depended on the place of things in memory would show.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Replaying_the_entries_makes_the_same_bytes_of_state_as_deciding_them_did(int seed)
    {
        using var live = new TestLedger(hashKey: 77);
        var traffic = new RandomTraffic(live, seed);
        traffic.Open(books: 3, accounts: 60);
        for (var i = 0; i < 1_500; i++) traffic.Step();
        using var replayed = live.Replay();
        Assert.Equal(live.Snapshot(), replayed.Snapshot());
        Assert.Equal(live.State.NextDue, replayed.State.NextDue);
    }

    [Fact]
    public void A_loaded_snapshot_goes_on_exactly_as_the_ledger_it_was_taken_of()
    {
        using var first = new TestLedger();
        var traffic = new RandomTraffic(first, 5);
        traffic.Open(books: 2, accounts: 40);
        for (var i = 0; i < 500; i++) traffic.Step();
        var snapshot = first.Snapshot();
        using var loaded = new TestLedger(hashKey: 9);
        loaded.State.Load(new MemoryStream(snapshot));
        Assert.Equal(snapshot, loaded.Snapshot());
        var entries = first.Log.Count;
        for (var i = 0; i < 500; i++) traffic.Step();
        foreach (var entry in first.Log.Skip(entries)) loaded.State.Apply(entry);
        Assert.Equal(first.Snapshot(), loaded.Snapshot());
        Assert.Equal(first.NewRoot().Root.LedgerRoot, loaded.NewRoot().Root.LedgerRoot);
    }

    [Fact]
    public void A_damaged_snapshot_is_refused_or_loads_but_never_does_anything_else()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 6);
        traffic.Open(books: 2, accounts: 20);
        for (var i = 0; i < 100; i++) traffic.Step();
        var snapshot = ledger.Snapshot();
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var damaged = snapshot.ToArray();
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            else damaged[random.Next(Math.Min(damaged.Length, 3_000))] ^= (byte)random.Next(1, 256);
            using var other = new TestLedger();
            try
            {
                other.State.Load(new MemoryStream(damaged));
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
            }
        }
    }
}
