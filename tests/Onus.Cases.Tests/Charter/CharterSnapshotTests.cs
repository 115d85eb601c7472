using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests;

public sealed class CharterSnapshotTests
{
    [Fact]
    public void A_damaged_snapshot_is_refused_or_means_the_same()
    {
        using var node = new TestNode();
        var product = node.Enact();
        node.Both(new UpdateCalendar(product.Calendar.Business!.Hash, node.Publish(CharterTests.NewerCalendar())));
        node.Both(new PermitDestruction(77, Hash256.EmptyRoot));
        node.Both(new PermitDestruction(77, default));
        node.Do(node.Ada, new GrantAuthority(node.Bo.Actor, "", CharterOffice.Onboarder));
        node.Do(node.Bo, new GrantAuthority(node.Ada.Actor, "", CharterOffice.Onboarder));
        var snapshot = node.Charter.ToSnapshot();
        for (var at = 0; at < snapshot.Length; at++)
        {
            var bytes = (byte[])snapshot.Clone();
            bytes[at] ^= (byte)(1 << (at % 8));
            try
            {
                Assert.Equal(bytes, Charter.FromSnapshot(bytes, node).ToSnapshot());
            }
            catch (InvalidDataException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Fact]
    public void A_product_whose_bytes_in_the_log_are_others_stops_the_fold()
    {
        using var node = new TestNode();
        var product = node.Enact();
        Assert.True(ProductEnacted.TryRead(node.Log[(int)product.Entry], out var enacted));
        var place = (int)enacted!.CompiledChunks[0];
        var chunk = node.Log[place];
        var damaged = (byte[])chunk.Clone();
        damaged[^20] ^= 1;
        node.Log[place] = damaged;
        Assert.ThrowsAny<Exception>(() => Replay(node));
        node.Log[place] = chunk;
        Replay(node);
    }

    private static void Replay(TestNode node)
    {
        var charter = new Charter(node);
        foreach (var entry in node.Log) charter.Apply(entry);
    }
}
