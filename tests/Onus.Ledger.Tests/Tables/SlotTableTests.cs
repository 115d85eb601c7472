using Onus.Ledger.Tables;

namespace Onus.Ledger.Tests.Tables;

public sealed class SlotTableTests
{
    // Few different hashes, so that lines overflow and searches wrap around; against a plain dictionary of lists.
    [Theory]
    [InlineData(1, 1u, 3)]
    [InlineData(2, 2u, 40)]
    [InlineData(3, 1u, 100_000)]
    public void Every_number_is_found_under_its_hash_and_removed_ones_are_not(int seed, uint growth, int hashes)
    {
        using var table = new SlotTable(shardBits: 2, growth);
        var expected = new Dictionary<ulong, List<uint>>();
        var random = new Random(seed);
        var keys = Enumerable.Range(0, hashes).Select(_ => unchecked((ulong)random.NextInt64() * 2_654_435_769)).ToArray();
        for (uint number = 0; number < 4_000; number++)
        {
            var hash = keys[random.Next(hashes)];
            if (!expected.TryGetValue(hash, out var list)) expected.Add(hash, list = []);
            if (random.Next(4) == 0 && list.Count > 0) Remove(table, hash, list);
            else
            {
                table.Add(hash, number);
                list.Add(number);
            }
        }

        foreach (var (hash, list) in expected)
            Assert.Equal(list.Order(), Found(table, hash).Where(expected[hash].Contains).Order());
        foreach (var (hash, list) in expected) Assert.All(Found(table, hash), number => Assert.Contains(number, Same(expected, hash)));
    }

    [Fact]
    public void Numbers_that_are_no_longer_live_leave_when_their_shard_grows_and_not_the_others()
    {
        using var table = new SlotTable(shardBits: 1);
        for (uint number = 0; number < 5_000; number++)
        {
            table.SetLive(number < 100 ? 0 : number - 100, Math.Min(number, 100) + 1);
            table.Add(Hash(number), number);
        }

        for (uint number = 4_900; number < 5_000; number++) Assert.Contains(number, Found(table, Hash(number)));
        Assert.True(table.Bytes < 8_000, $"{table.Bytes} bytes for 100 live numbers");
    }

    [Fact]
    public void A_found_number_can_be_replaced_in_its_place()
    {
        using var table = new SlotTable(shardBits: 1);
        table.Add(42, 7);
        var probe = table.Search(42);
        Assert.True(SlotTable.Next(ref probe, out var number) && number == 7);
        SlotTable.Replace(probe, 9);
        Assert.Equal([9u], Found(table, 42));
        Assert.Equal(9u, table.Guess(42));
        Assert.Equal(uint.MaxValue, table.Guess(1UL << 63));
    }

    private static ulong Hash(uint number) => unchecked(number * 0x9E3779B97F4A7C15UL);

    // Two hashes with one tag and shard are alike to the table.
    private static IEnumerable<uint> Same(Dictionary<ulong, List<uint>> all, ulong hash) =>
        all.Where(pair => ((pair.Key ^ hash) & 0xC0000000FFFFFFFEUL) == 0).SelectMany(pair => pair.Value);

    private static void Remove(SlotTable table, ulong hash, List<uint> list)
    {
        var probe = table.Search(hash);
        while (SlotTable.Next(ref probe, out var number))
            if (number == list[0]) break;
        SlotTable.Remove(probe);
        list.RemoveAt(0);
    }

    private static List<uint> Found(SlotTable table, ulong hash)
    {
        var found = new List<uint>();
        var probe = table.Search(hash);
        while (SlotTable.Next(ref probe, out var number)) found.Add(number);
        return found;
    }
}
