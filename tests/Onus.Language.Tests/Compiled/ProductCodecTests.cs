using CsCheck;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Compiled;

public sealed class ProductCodecTests
{
    [Fact]
    public void A_product_reads_back_to_the_same_bytes()
    {
        var bytes = ProductCodec.Encode(Products.Small());
        var back = ProductCodec.TryDecode(bytes, out var fault);
        Assert.Equal("", fault);
        Assert.Equal(bytes, ProductCodec.Encode(back!));
        Assert.Equal(ProductCodec.HashOf(Products.Small()), ProductCodec.HashOf(back!));
    }

    [Fact]
    public void The_same_product_has_the_same_hash_on_every_machine() =>
        Assert.StartsWith("0b36a00f6bcba2673a1a71e0f15ad40a60116757bc220fc156", ProductCodec.HashOf(Products.Small()).ToString());

    [Fact]
    public void A_product_that_refers_to_something_that_is_not_there_is_refused()
    {
        var small = Products.Small();
        var broken = small with { States = small.States.SetItem(0, small.States[0] with { Clock = small.States[0].Clock! with { Then = 9 } }) };
        Assert.Null(ProductCodec.TryDecode(ProductCodec.Encode(broken), out var fault));
        Assert.Equal("open refers to something that is not there", fault);
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_never_crash()
    {
        var bytes = ProductCodec.Encode(Products.Small());
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample((at, value, length) =>
        {
            var damaged = bytes.AsSpan(0, length).ToArray();
            if (at < length) damaged[at] = value;
            if (ProductCodec.TryDecode(damaged, out var fault) is { } product) Assert.Equal(damaged, ProductCodec.Encode(product));
            else Assert.NotEqual("", fault);
        }, iter: 5_000);
    }

    [Fact]
    public void Every_signed_number_survives()
    {
        foreach (var value in new[] { Int128.MinValue, -1, 0, 1, Int128.MaxValue })
        {
            var small = Products.Small();
            var edge = small with { Facts = small.Facts.SetItem(0, small.Facts[0] with { Partition = [value] }) };
            Assert.Equal(value, ProductCodec.TryDecode(ProductCodec.Encode(edge), out _)!.Facts[0].Partition[0]);
        }
    }
}
