using System.Formats.Cbor;
using CsCheck;
using Onus.Core.Formats;

namespace Onus.Core.Tests;

public sealed class EntryEnvelopeTests
{
    private static readonly Gen<Id128> AnyId = Gen.Select(Gen.ULong, Gen.ULong, (h, l) => new Id128(new UInt128(h, l)));

    [Fact]
    public void Every_envelope_reads_back_from_its_bytes() =>
        Gen.Select(Gen.ULong, Gen.ULong, AnyId, AnyId, Gen.ULong, Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong).Array[0, 5])
            .Sample((index, time, command, trace, actor, links) =>
            {
                var envelope = new EntryEnvelope(EntryKind.Record, index, new LogTime(time), command, trace, actor,
                    links.Select(l => new LineageLink(l.Item1, l.Item2, l.Item3)).ToArray());
                var writer = CborExtensions.NewWriter();
                envelope.WriteStart(writer);
                writer.WriteByteString([1, 2, 3]);
                writer.WriteEndArray();
                var bytes = writer.Encode();
                var reader = CborExtensions.NewReader(bytes);
                var back = EntryEnvelope.ReadStart(reader);
                return EntryEnvelope.IsCbor(bytes)
                    && back with { Lineage = envelope.Lineage } == envelope
                    && back.Lineage.SequenceEqual(envelope.Lineage)
                    && reader.ReadByteString().SequenceEqual(new byte[] { 1, 2, 3 });
            });

    [Fact]
    public void Every_amount_reads_back_in_its_one_shortest_form() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 127]).Sample((high, low, shift) =>
        {
            var amount = new UInt128(high, low) >> shift;
            var writer = CborExtensions.NewWriter();
            writer.WriteAmount(amount);
            return CborExtensions.NewReader(writer.Encode()).ReadAmount() == amount;
        });

    [Theory]
    [InlineData("c24101")]                                   // a bignum that fits 64 bits
    [InlineData("c24a00ffffffffffffffffff")]                 // a leading zero
    [InlineData("c25100ffffffffffffffffffffffffffffffff")]   // 17 bytes
    [InlineData("20")]                                       // minus one
    [InlineData("c34901ffffffffffffffff")]                   // a negative bignum
    public void An_amount_in_any_other_form_is_refused(string hex) =>
        Assert.ThrowsAny<Exception>(() => CborExtensions.NewReader(Convert.FromHexString(hex)).ReadAmount());

    [Fact]
    public void Damaged_bytes_never_read_as_an_entry_of_another_shape()
    {
        var writer = CborExtensions.NewWriter();
        new EntryEnvelope(EntryKind.Record, 7, new LogTime(8), new Id128(9), Id128.None, 1, [new LineageLink(1, 2, 3)]).WriteStart(writer);
        writer.WriteNull();
        writer.WriteEndArray();
        var bytes = writer.Encode();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = value;
            try
            {
                EntryEnvelope.ReadStart(CborExtensions.NewReader(damaged));
            }
            catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
            {
                // refused, which is fine; anything else escapes and fails the test
            }
        });
    }
}
