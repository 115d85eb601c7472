using Onus.Ledger.Tables;

namespace Onus.Ledger.Tests.Tables;

public sealed class HoldTableTests
{
    [Fact]
    public void The_first_due_is_always_the_least_by_due_and_entry_whatever_was_added_and_removed()
    {
        using var table = new HoldTable(new TableHash(1));
        var open = new SortedSet<(ulong Due, ulong Entry)>();
        var never = new HashSet<ulong>();
        var random = new Random(1);
        for (ulong entry = 1; entry < 20_000; entry++)
        {
            if (random.Next(5) < 3)
            {
                var due = random.Next(8) == 0 ? 0 : (ulong)random.Next(1, 500);
                table.Add(entry, 1, 2, 5, due);
                if (due > 0) open.Add((due, entry));
                else never.Add(entry);
            }
            else if (open.Count > 0)
            {
                var victim = random.Next(2) == 0 ? open.Min : open.ElementAt(random.Next(Math.Min(open.Count, 50)));
                Assert.True(table.TryFind(victim.Entry, out var slot));
                table.Remove(slot);
                open.Remove(victim);
                Assert.False(table.TryFind(victim.Entry, out _));
            }

            Assert.Equal(open.Count == 0 ? null : open.Min.Due, table.NextDue?.Nanoseconds);
            if (open.Count > 0) Assert.Equal(open.Min.Entry, table[table.FirstDue].Entry);
        }

        Assert.Equal(open.Count + never.Count, table.Count);
        Assert.Equal(open.Select(o => o.Entry).Concat(never).Order(), table.InOrder().Select(slot => table[slot].Entry));
    }
}
