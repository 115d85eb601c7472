using CsCheck;

namespace Onus.Core.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void Every_identifier_reads_back_from_its_text_and_its_bytes() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
        {
            var id = new Id128(new UInt128(high, low));
            Span<byte> bytes = stackalloc byte[Id128.Size];
            id.Write(bytes);
            return Id128.Parse(id.ToString()) == id && Id128.Read(bytes) == id;
        });

    [Theory]
    [InlineData("")]
    [InlineData("0198c0de00007000800000000000000f")]
    [InlineData("{0198c0de-0000-7000-8000-00000000000f}")]
    [InlineData("0198c0de-0000-7000-8000-00000000000")]
    [InlineData("0198c0de-0000-7000-8000-00000000000g")]
    public void An_identifier_in_any_other_form_is_refused(string text) => Assert.False(Id128.TryParse(text, out _));

    [Fact]
    public void Generated_identifiers_are_version_7_carry_the_time_and_rise_strictly()
    {
        var clock = new SteppedClock { Now = DateTimeOffset.UnixEpoch.AddMilliseconds(1_800_000_000_123) };
        var generator = new Uuid7Generator(clock, new CountingEntropy());
        var previous = generator.Next();
        Assert.Equal(1_800_000_000_123u, previous.UnixMilliseconds);
        for (var i = 0; i < 10_000; i++)
        {
            if (i % 100 == 0) clock.Now = clock.Now.AddMilliseconds(i % 300 == 0 ? -7 : 3);
            var next = generator.Next();
            Assert.True(next.IsVersion7);
            Assert.True(next > previous);
            previous = next;
        }
    }

    [Theory]
    [InlineData("ffffffff-ffff-7fff-bfff-ffffffffffff", true)]
    [InlineData("ffffffff-ffff-4fff-bfff-ffffffffffff", false)]
    [InlineData("ffffffff-ffff-7fff-3fff-ffffffffffff", false)]
    public void Any_128_bits_can_be_asked_whether_they_are_version_7(string text, bool is7) =>
        Assert.Equal(is7, Id128.Parse(text).IsVersion7);

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    // All ones: the random part overflows at once, which is the case a random generator would never show.
    private sealed class CountingEntropy : IEntropy
    {
        public void Fill(Span<byte> destination) => destination.Fill(0xFF);
    }
}
