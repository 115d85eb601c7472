using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Syntax;

/// <summary>Texts that are no products give one clear message with a place, at once.</summary>
public sealed class LimitTests
{
    private static CheckResult Check(string text) => ProductCheck.Check(SourceText.FromString("x.onus", text), new CheckOptions());

    [Fact]
    public void A_line_of_ten_megabytes_gives_one_message() =>
        Assert.Equal([DiagnosticCode.Unreadable], Check(new string('a', 10_000_000)).Diagnostics.Select(d => d.Code));

    [Fact]
    public void A_million_open_parentheses_give_one_message_beside_what_is_missing()
    {
        var text = "product p \"P\" version 1\nstep s \"S\"\n  when " + new string('(', 900_000);
        Assert.Single(Check(text).Diagnostics, d => d.Title.Contains("nest", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_thousand_negations_give_one_message() =>
        Assert.Single(Check("step s \"S\"\n  when " + string.Concat(Enumerable.Repeat("not ", 100_000))).Diagnostics,
            d => d.Title.Contains("nest", StringComparison.Ordinal));

    [Fact]
    public void A_name_of_a_hundred_letters_is_too_long()
    {
        var result = Check($"product {new string('p', 100)} \"P\" version 1");
        Assert.Equal("`pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...` is too long for a name: 100 characters, 64 at most",
            result.Diagnostics[0].Title);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x70, 0x00 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x70 })]
    [InlineData(new byte[] { 0x70, 0x72, 0xE4, 0x0A })]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0x02 })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Bytes_that_are_no_text_give_one_message(byte[] bytes)
    {
        var source = SourceText.FromBytes("x.onus", bytes);
        var result = ProductCheck.Check(source, new CheckOptions());
        Assert.Equal([DiagnosticCode.Unreadable], result.Diagnostics.Select(d => d.Code));
        Assert.Equal(bytes, source.ToBytes());
    }

    [Fact]
    public void An_empty_file_says_how_to_start_a_product()
    {
        var only = Assert.Single(Check("").Diagnostics);
        Assert.Equal("this file declares no product", only.Title);
        Assert.NotNull(only.Fix);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(File.ReadAllBytes(TestFiles.Samples.First())).ToArray();
        var source = SourceText.FromBytes("x.onus", bytes);
        var bag = new DiagnosticBag(source);
        SyntaxTree.Parse(source, bag);
        Assert.Empty(bag.Items);
    }

    [Fact]
    public void Windows_line_ends_are_no_fault()
    {
        var source = SourceText.FromString("x.onus", TestFiles.Sample("chargeback.onus").Replace("\n", "\r\n"));
        var bag = new DiagnosticBag(source);
        Assert.Equal(source.Text, SyntaxTree.Parse(source, bag).ToString());
        Assert.Empty(bag.Items);
    }
}
