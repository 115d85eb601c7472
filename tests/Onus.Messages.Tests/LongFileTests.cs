using System.Globalization;
using System.Text;

namespace Onus.Messages.Tests;

/// <summary>A file that is longer than the memory it may take is read from end to end.</summary>
[Collection(nameof(LongFileTests))]
public sealed class LongFileTests
{
    [Fact]
    public void A_long_file_takes_no_more_memory_than_a_short_one() => Read(15_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_file_of_a_gigabyte_takes_no_more_memory_than_a_short_one() => Read(900_000);

    private static void Read(int transactions)
    {
        using var stream = new LongFile(transactions);
        using var reader = new MessageReader(stream);
        long accepted = 0, most = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        while (reader.Read() is { } result)
        {
            Assert.NotNull(result.Accepted);
            if (++accepted % (transactions / 5) == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Null(reader.FileRefusal);
        Assert.Empty(reader.Messages[0].Refusals);
        Assert.Equal(transactions, accepted);
        // The hashes of two ids for each transaction, and a little more; the file itself is some 1,200 bytes for each.
        Assert.True(most < 1_000_000 + 160L * transactions,
            $"{most} bytes for {transactions} transactions, {stream.Length} bytes of file");
    }

    /// <summary>A pacs.008 that is made while it is read.</summary>
    private sealed class LongFile : Stream
    {
        private readonly IEnumerator<byte[]> _parts;
        private byte[] _part = [];
        private int _at;
        private long _length;

        public LongFile(int transactions) => _parts = Parts(transactions).GetEnumerator();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => _length;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (_at == _part.Length)
            {
                if (!_parts.MoveNext()) return 0;
                (_part, _at) = (_parts.Current, 0);
                _length += _part.Length;
            }

            var length = Math.Min(count, _part.Length - _at);
            Array.Copy(_part, _at, buffer, offset, length);
            _at += length;
            return length;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static IEnumerable<byte[]> Parts(int transactions)
        {
            var one = Made.Pacs008(1);
            var start = one.IndexOf("<CdtTrfTxInf>", StringComparison.Ordinal);
            var end = one.IndexOf("</CdtTrfTxInf>", StringComparison.Ordinal) + "</CdtTrfTxInf>".Length;
            var head = one[..start].Replace("<NbOfTxs>1<", $"<NbOfTxs>{transactions}<", StringComparison.Ordinal);
            // Sums of what is the same everywhere would be easy to state, and say nothing here.
            var sums = head.IndexOf("<CtrlSum>", StringComparison.Ordinal);
            head = head.Remove(sums, head.IndexOf("<SttlmInf>", StringComparison.Ordinal) - sums);
            var uetr = one.IndexOf("<UETR>", StringComparison.Ordinal) + 6;
            var pattern = one[start..end].Replace(one.Substring(uetr, 8), "{UETR}", StringComparison.Ordinal)
                .Replace("TX-000001", "TX-{ID}", StringComparison.Ordinal);
            yield return Encoding.UTF8.GetBytes(head);
            for (var i = 0; i < transactions; i++)
                yield return Encoding.UTF8.GetBytes(pattern
                    .Replace("{UETR}", i.ToString("x8", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("{ID}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            yield return Encoding.UTF8.GetBytes(one[end..]);
        }
    }
}

/// <summary>Memory is measured while no other test runs.</summary>
[CollectionDefinition(nameof(LongFileTests), DisableParallelization = true)]
public sealed class LongFileCollection;
