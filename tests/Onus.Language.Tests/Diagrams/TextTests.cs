using CsCheck;
using Onus.Language.Diagrams;

namespace Onus.Language.Tests.Diagrams;

public sealed class TextTests
{
    [Fact]
    public void Chinese_is_as_wide_as_its_font_is_high() => Assert.Equal(4 * 12, TextMeasure.Of("支付争议", 12));

    [Fact]
    public void Wide_letters_are_wider_than_narrow_ones_and_bold_is_wider_than_regular()
    {
        Assert.True(TextMeasure.Of("MMMM", 12) > 2 * TextMeasure.Of("iiii", 12));
        Assert.True(TextMeasure.Of("Refund", 12, bold: true) > TextMeasure.Of("Refund", 12));
    }

    [Fact]
    public void Words_move_to_the_next_line_whole() =>
        Assert.Equal(["Foreign merchant", "refused strong", "authentication"],
            TextWrap.Lines("Foreign merchant refused strong authentication", 100, 11, 3));

    [Fact]
    public void Chinese_breaks_between_any_two_characters()
    {
        var lines = TextWrap.Lines("持卡人否认交易并要求退款", 60, 12, 3);
        Assert.Equal(["持卡人否认", "交易并要求", "退款"], lines);
    }

    [Fact]
    public void What_does_not_fit_ends_in_an_ellipsis()
    {
        var lines = TextWrap.Lines("one two three four five six seven eight nine ten", 60, 12, 2);
        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.Equal("…", TextWrap.Fit("一", 5, 12));
    }

    [Fact]
    public void No_line_is_ever_too_wide_and_no_letter_is_lost_before_the_ellipsis() =>
        Gen.Select(Gen.String, Gen.Int[20, 200], Gen.Int[1, 4]).Sample((text, width, maxLines) =>
        {
            var lines = TextWrap.Lines(text, width, 12, maxLines);
            Assert.True(lines.Count <= maxLines);
            Assert.All(lines, line => Assert.True(TextMeasure.Of(line, 12) <= Math.Max(width, TextMeasure.Of("…", 12))));
            var shown = string.Concat(string.Concat(lines).Where(c => !char.IsWhiteSpace(c))).TrimEnd('…');
            var all = string.Concat(string.Concat(text.EnumerateRunes()).Where(c => !char.IsWhiteSpace(c)));
            if (!lines.Any(line => line.EndsWith('…'))) Assert.Equal(all, shown);
        }, iter: 500);
}
