namespace Onus.Log.Tests.Fuzz;

/// <summary>Damaged copies of good inputs, the same in every run: what a parser must survive and mostly refuse.</summary>
internal static class ByteMutations
{
    // Bytes that mean something in one of the formats are tried more often than chance would.
    private static readonly byte[] Interesting =
        [0x00, 0x0A, 0x0D, 0x20, 0x09, 0x2B, 0x2F, 0x3D, 0x30, 0x39, 0x41, 0x7F, 0x80, 0x9F, 0xBF, 0xE2, 0xF6, 0xFB, 0xFF];

    /// <summary>Calls <paramref name="check"/> with <paramref name="count"/> mutants of the seeds, each with one to four
    /// faults: a byte changed, removed, doubled or inserted, a piece moved, cut off or taken from another seed.</summary>
    public static void Of(IReadOnlyList<byte[]> seeds, int count, Action<byte[]> check)
    {
        var random = new Random(20261124);
        for (var i = 0; i < count; i++)
        {
            var bytes = new List<byte>(seeds[random.Next(seeds.Count)]);
            for (var faults = random.Next(1, 5); faults > 0; faults--) Damage(bytes, seeds, random);
            check([.. bytes]);
        }
    }

    private static void Damage(List<byte> bytes, IReadOnlyList<byte[]> seeds, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Interesting[random.Next(Interesting.Length)];
                break;
            case 2:
                bytes.Insert(at, Interesting[random.Next(Interesting.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                bytes.InsertRange(at, Enumerable.Repeat(Interesting[random.Next(Interesting.Length)], random.Next(1, 100)));
                break;
            default:
                var other = seeds[random.Next(seeds.Count)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(from + random.Next(1, 80), other.Length)]);
                break;
        }
    }
}
