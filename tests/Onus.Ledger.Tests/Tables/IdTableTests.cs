using System.Buffers.Binary;
using Onus.Core;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Tests.Tables;

public sealed class IdTableTests : IOlderIds
{
    private readonly Dictionary<Id128, ulong> _older = [];

    private static Id128 Id(ulong number) => new(((UInt128)1_800_000_000_000 << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | number);

    private static LogTime Time => LogTime.FromUnixSeconds(1_800_000_000);

    public bool TryFind(Id128 id, out ulong index) => _older.TryGetValue(id, out index);

    // Below some hundred thousand ids the last page, of two megabytes, weighs more.
    [Fact]
    public void An_id_costs_at_most_48_bytes()
    {
        using var table = new IdTable(new TableHash(1), this);
        for (ulong i = 1; i <= 600_000; i++)
        {
            Add(table, i);
            if (i > 400_000 && i % 1_000 == 0) Assert.True(table.Bytes <= 48 * (long)i, $"{table.Bytes / (long)i} bytes for each of {i}");
        }

        for (ulong i = 1; i <= 600_000; i += 997) Assert.True(Find(table, i, out var entry) && entry == i * 3);
        Assert.False(Find(table, 600_001, out _));
    }

    // Slots hold 32 bits of a number that goes on; the place whose bits read as a removed slot must stay empty.
    [Fact]
    public void Numbers_beyond_32_bits_are_found_like_others()
    {
        using var table = new IdTable(new TableHash(2), this);
        const ulong Start = uint.MaxValue - 100UL;
        var front = new byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(front, Start);
        BinaryPrimitives.WriteUInt64LittleEndian(front.AsSpan(8), Start);
        table.Load(new MemoryStream(front));
        for (ulong i = 1; i <= 300; i++) Add(table, i);
        Assert.Equal(Start + 301, table.Count);
        for (ulong i = 1; i <= 300; i++) Assert.True(Find(table, i, out var entry) && entry == i * 3, $"id {i}");
    }

    [Fact]
    public void An_undone_id_is_forgotten_and_its_place_used_again()
    {
        using var table = new IdTable(new TableHash(3), this);
        for (ulong i = 1; i <= 50; i++) Add(table, i);
        table.Truncate(20);
        for (ulong i = 100; i < 130; i++) Add(table, i);
        Assert.True(Find(table, 20, out _));
        Assert.False(Find(table, 21, out _));
        Assert.True(Find(table, 129, out _));
    }

    [Fact]
    public void An_id_too_young_to_have_been_released_is_not_looked_for_on_disk()
    {
        using var table = new IdTable(new TableHash(4), this);
        for (ulong i = 1; i <= 100_000; i++) Add(table, i);
        table.Release(100_000);
        _older[Id(1)] = 3;
        Assert.True(Find(table, 1, out var entry) && entry == 3);
        var young = new Id128(Id(1).Value + ((UInt128)(IdTable.MaxAheadMs + 1) << 80));
        _older[young] = 9;
        Assert.False(table.TryFind(young, table.HashOf(young), out _));
        var justOld = new Id128(Id(1).Value + ((UInt128)IdTable.MaxAheadMs << 80));
        _older[justOld] = 10;
        Assert.True(table.TryFind(justOld, table.HashOf(justOld), out entry) && entry == 10);
    }

    private static void Add(IdTable table, ulong number) => table.Add(Id(number), table.HashOf(Id(number)), number * 3, Time);

    private static bool Find(IdTable table, ulong number, out ulong entry) =>
        table.TryFind(Id(number), table.HashOf(Id(number)), out entry);
}
