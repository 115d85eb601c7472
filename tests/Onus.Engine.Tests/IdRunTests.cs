using CsCheck;
using Onus.Core;
using Onus.Engine.Ids;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class IdRunTests
{
    [Fact]
    public void Runs_find_exactly_the_ids_that_were_added() =>
        Gen.Select(Gen.Int[1, 1_200], Gen.Int[1, 4], Gen.Int[0, 1_000_000]).Sample((each, count, seed) =>
        {
            using var runs = IdRuns.Open(new SimulatedDevice(seed), Assert.Fail);
            var expected = new Dictionary<Id128, ulong>();
            for (var run = 0; run < count; run++)
            {
                var records = Enumerable.Range(0, each).Select(i => Record(seed, run * each + i)).ToArray();
                foreach (var record in records) expected[record.Id] = record.Entry;
                runs.Add(runs.Write(runs.Count, (uint)records.Length, records));
            }

            return expected.All(pair => runs.TryFind(pair.Key, out var entry) && entry == pair.Value)
                && Enumerable.Range(0, 500).All(i => expected.ContainsKey(Record(seed + 1, i).Id) || !runs.TryFind(Record(seed + 1, i).Id, out _))
                && runs.Count == (ulong)(each * count);
        }, iter: 20);

    [Fact]
    public void Runs_are_there_again_after_a_restart()
    {
        var device = new SimulatedDevice(1);
        using (var runs = IdRuns.Open(device, Assert.Fail)) runs.Add(runs.Write(0, 2, [Record(1, 1), Record(1, 2)]));
        device.Restart();
        using var again = IdRuns.Open(device, Assert.Fail);
        Assert.True(again.TryFind(Record(1, 2).Id, out var entry));
        Assert.Equal(Record(1, 2).Entry, entry);
    }

    [Fact]
    public void A_damaged_run_and_what_follows_it_are_named_and_left_to_be_made_again()
    {
        for (var at = 0; at < 200; at++)
        {
            var device = new SimulatedDevice(1);
            using (var runs = IdRuns.Open(device, Assert.Fail))
            {
                runs.Add(runs.Write(0, 3, [Record(1, 1), Record(1, 2), Record(1, 3)]));
                runs.Add(runs.Write(3, 1, [Record(1, 4)]));
            }

            var name = device.List()[0];
            if (at >= device.Content(name).Length) break;
            device.Corrupt(name, bytes =>
            {
                bytes[at] ^= 1;
                return bytes;
            });
            var warnings = new List<string>();
            using var again = IdRuns.Open(device, warnings.Add);
            Assert.Equal(2, warnings.Count);
            Assert.Contains(name, warnings[0], StringComparison.Ordinal);
            Assert.Equal(0ul, again.Count);
        }
    }

    private static IdRecord Record(int seed, int number)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(((long)seed << 32) | (uint)number));
        return new IdRecord(Id128.Read(hash), (ulong)number + 7);
    }
}
