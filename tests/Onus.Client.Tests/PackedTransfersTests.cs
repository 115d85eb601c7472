using CsCheck;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Fuzz;

namespace Onus.Client.Tests;

public sealed class PackedTransfersTests
{
    private static readonly Gen<UInt128> Wide = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));
    private static readonly Gen<Id128> Id = Wide.Select(value => new Id128(value));

    private static readonly Gen<BulkTransfer> Short =
        Gen.Select(Id, Id, Id, Wide, Gen.UShort, Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 3]).Select(
            t => new BulkTransfer
            {
                Id = t.Item1, Debit = t.Item2, Credit = t.Item3, Amount = t.Item4, Code = t.Item5, Act = (TransferAct)t.Item6,
                Term = (TransferTerm)t.Item7, Linked = (t.Item8 & 1) == 1, KeepRest = (t.Item8 & 2) == 2,
            });

    private static readonly Gen<BulkTransfer> Long =
        Gen.Select(Short, Wide, Id, Id, Wide, Gen.ULong, Gen.UInt, Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong)).Select(
            t => t.Item1 with
            {
                TermAmount = t.Item2, Target = t.Item3, Reference = t.Item4, User128 = t.Item5, User64 = t.Item6, User32 = t.Item7,
                Due = new LogTime(t.Item8.Item1), Timeout = t.Item8.Item2, Effective = new LogTime(t.Item8.Item3),
            });

    [Fact]
    public void Transfers_come_back_as_they_were_packed_the_usual_ones_in_68_bytes() => Gen.OneOf(Short, Long).Array[0, 20].Sample(transfers =>
    {
        var bytes = new byte[transfers.Length * PackedTransfers.LongSize];
        var length = 0;
        foreach (var transfer in transfers) length += PackedTransfers.Write(transfer, bytes.AsSpan(length));
        Assert.Equal(transfers.Sum(t => t.IsLong ? 168 : 68), length);
        ReadOnlySpan<byte> rest = bytes.AsSpan(0, length);
        foreach (var transfer in transfers)
        {
            Assert.True(PackedTransfers.TryTake(ref rest, out var taken));
            Assert.Equal(transfer, taken);
        }

        Assert.True(rest.IsEmpty);
        Assert.False(PackedTransfers.TryTake(ref rest, out _));
    });

    [Fact]
    public void Results_come_back_as_they_were_packed()
    {
        var sums = new Balances(1, UInt128.MaxValue, 3, 4);
        var result = new BulkResult(TransferOutcome.IdAlreadyRefused, TransferOutcome.ExceedsDebitLimit, 7, new LogTime(8), 9, sums, sums with { DebitsPosted = 5 });
        var bytes = new byte[PackedTransfers.ResultSize];
        Assert.Equal(PackedTransfers.ResultSize, PackedTransfers.Write(result, true, bytes));
        Assert.Equal(result, PackedTransfers.ReadResult(bytes, true));
        Assert.Equal(PackedTransfers.PlainResultSize, PackedTransfers.Write(result, false, bytes));
        Assert.Equal(result with { Debit = default, Credit = default }, PackedTransfers.ReadResult(bytes, false));
    }

    [Fact]
    public void The_vector_of_the_format_page_holds()
    {
        var transfer = new BulkTransfer { Id = Id128.Parse("019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"), Debit = new Id128(0x1001), Credit = new Id128(0x1002), Amount = 50_000, Code = 7 };
        var bytes = new byte[PackedTransfers.ShortSize];
        PackedTransfers.Write(transfer, bytes);
        Assert.Contains(Convert.ToHexStringLower(bytes), Page.Text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_come_are_read_as_they_would_be_written_or_not_at_all()
    {
        var bytes = new byte[PackedTransfers.LongSize];
        PackedTransfers.Write(new BulkTransfer { Id = new Id128(1), Debit = new Id128(2), Credit = new Id128(3), Amount = 4, Timeout = 5 }, bytes);
        var again = new byte[PackedTransfers.LongSize];
        ByteMutations.Of([bytes, bytes[..PackedTransfers.ShortSize]], 20_000, mutated =>
        {
            ReadOnlySpan<byte> rest = mutated;
            if (!PackedTransfers.TryTake(ref rest, out var transfer)) return;
            var length = PackedTransfers.Write(transfer, again);
            Assert.Equal(mutated.AsSpan(0, length), again.AsSpan(0, length));
            Assert.Equal(mutated.Length, length + rest.Length);
        });
    }

    private static class Page
    {
        public static string Text { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "formats", "packed-transfers.md"));

        private static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Onus.slnx");
            return folder.FullName;
        }
    }
}
