using System.Buffers;
using CsCheck;
using Onus.Core;
using Onus.Log.Tiles;

namespace Onus.Log.Tests.Tiles;

public sealed class EntryBundleTests
{
    private static readonly Gen<byte[][]> Bundles = Gen.Byte.Array[0, 40].Array[0, 12];

    [Fact]
    public void A_bundle_is_each_entry_behind_its_length() =>
        Assert.Equal([0, 2, 0xAA, 0xBB, 0, 0, 0, 1, 0xCC], Write([0xAA, 0xBB], [], [0xCC]));

    [Fact]
    public void Entries_read_back_from_their_bundle() => Bundles.Sample(entries =>
    {
        var bundle = Write(entries);
        var slices = new Slice[entries.Length];
        Assert.True(EntryBundle.TryRead(bundle, slices));
        Assert.Equal(entries, slices.Select(slice => bundle[slice.Start..(slice.Start + slice.Length)]));
    });

    [Fact]
    public void The_longest_entry_fits_and_a_longer_one_is_refused()
    {
        var bundle = Write(new byte[65_535]);
        Assert.True(EntryBundle.TryRead(bundle, new Slice[1]));
        Assert.Throws<ArgumentException>(() => Write(new byte[65_536]));
    }

    [Fact]
    public void A_bundle_with_too_few_or_too_many_entries_is_refused()
    {
        var bundle = Write([1, 2], [3]);
        Assert.False(EntryBundle.TryRead(bundle, new Slice[1]));
        Assert.False(EntryBundle.TryRead(bundle, new Slice[3]));
        Assert.False(EntryBundle.TryRead([], new Slice[1]));
        Assert.False(EntryBundle.TryRead([0], []));
    }

    [Fact]
    public void A_bundle_that_was_cut_short_is_refused() => Bundles.Sample(entries =>
    {
        var bundle = Write(entries);
        for (var length = 0; length < bundle.Length; length++)
            if (EntryBundle.TryRead(bundle.AsSpan(0, length), new Slice[entries.Length])) return false;
        return true;
    });

    [Fact]
    public void Whatever_bytes_are_read_as_a_bundle_are_that_bundle() =>
        Gen.Select(Bundles, Gen.Int[0, 500], Gen.Byte, Gen.Int[0, 14]).Sample((entries, at, with, count) =>
        {
            var bundle = Write(entries);
            if (bundle.Length > 0) bundle[at % bundle.Length] = with;
            var slices = new Slice[count];
            if (!EntryBundle.TryRead(bundle, slices)) return true;
            var read = slices.Select(slice => bundle[slice.Start..(slice.Start + slice.Length)]);
            return bundle.SequenceEqual(Write([.. read]));
        }, iter: 20_000);

    private static byte[] Write(params byte[][] entries)
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries) EntryBundle.Append(bundle, entry);
        return bundle.WrittenSpan.ToArray();
    }
}
