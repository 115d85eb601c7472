using System.Text;

namespace Onus.Language.Diagrams;

/// <summary>
/// Widths of text without a font engine: for each character the wider of two common sans-serif families, in
/// thousandths of the font size, so that text laid out here fits in whatever font the reader has.
/// </summary>
internal static class TextMeasure
{
    private const int FullWidth = 1000;
    private const int OtherScript = 780;
    private const int Latin = 160;

    /// <summary>Gets the width of a line of text, in units of the font size given.</summary>
    public static int Of(string text, int fontSize, bool bold = false)
    {
        long thousandths = 0;
        foreach (var rune in text.EnumerateRunes()) thousandths += OfRune(rune, bold);
        return (int)((thousandths * fontSize + 999) / 1000);
    }

    /// <summary>Says whether a line may be broken before and after this character, as in Chinese.</summary>
    public static bool IsFullWidth(Rune rune) => rune.Value switch
    {
        < 0x1100 => false,
        <= 0x115F => true,
        >= 0x2E80 and <= 0x303E => true,
        >= 0x3041 and <= 0xA4CF => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFE30 and <= 0xFE6F => true,
        >= 0xFF00 and <= 0xFF60 => true,
        >= 0xFFE0 and <= 0xFFE6 => true,
        >= 0x1F300 and <= 0x1FAFF => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };

    private static int OfRune(Rune rune, bool bold)
    {
        var code = rune.Value;
        if (code is >= ' ' and <= '~') return (bold ? AsciiBold : AsciiRegular)[code - ' '];
        if (code is >= Latin and < 0x180) return (bold ? LatinBold : LatinRegular)[code - Latin];
        if (IsFullWidth(rune)) return FullWidth;
        return Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.Control ? 0 : OtherScript;
    }

    // Space to tilde.
    private static ReadOnlySpan<ushort> AsciiRegular =>
    [
        278, 278, 408, 646, 572, 890, 732, 225, 334, 334, 551, 584, 278, 334, 278, 372, 572, 572, 572, 572, 572,
        572, 572, 572, 572, 572, 278, 278, 584, 584, 584, 557, 1016, 667, 667, 723, 730, 667, 611, 778, 741, 339,
        500, 667, 557, 907, 760, 781, 667, 781, 723, 667, 611, 731, 667, 944, 667, 667, 611, 329, 372, 329, 572,
        557, 334, 561, 615, 500, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 500,
        361, 618, 508, 786, 529, 510, 500, 380, 551, 380, 584
    ];

    private static ReadOnlySpan<ushort> AsciiBold =>
    [
        278, 334, 475, 646, 572, 901, 750, 266, 339, 339, 545, 584, 285, 334, 285, 413, 572, 572, 572, 572, 572,
        572, 572, 572, 572, 572, 334, 334, 584, 584, 584, 611, 976, 723, 723, 723, 740, 667, 611, 778, 765, 389,
        557, 723, 611, 943, 813, 796, 667, 796, 723, 667, 611, 756, 667, 967, 667, 667, 611, 334, 413, 334, 584,
        557, 362, 604, 633, 557, 633, 591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 557,
        434, 657, 569, 856, 578, 569, 500, 394, 551, 394, 584
    ];

    // Latin-1 and Latin Extended-A.
    private static ReadOnlySpan<ushort> LatinRegular =>
    [
        278, 334, 572, 572, 572, 572, 551, 557, 580, 832, 371, 557, 584, 334, 832, 553, 428, 572, 350, 350, 334,
        623, 655, 278, 334, 350, 376, 557, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 723, 667, 667,
        667, 667, 339, 339, 339, 339, 730, 760, 781, 781, 781, 781, 781, 584, 781, 731, 731, 731, 731, 667, 667,
        631, 561, 561, 561, 561, 561, 561, 890, 500, 564, 564, 564, 564, 278, 278, 278, 278, 605, 618, 605, 605,
        605, 605, 605, 572, 611, 618, 618, 618, 618, 510, 615, 510, 667, 561, 667, 561, 667, 561, 723, 500, 723,
        500, 723, 500, 723, 500, 730, 615, 730, 617, 667, 564, 667, 564, 667, 564, 667, 564, 667, 564, 778, 615,
        778, 615, 778, 615, 778, 615, 741, 618, 741, 618, 339, 278, 339, 278, 339, 278, 339, 258, 339, 278, 735,
        516, 500, 258, 667, 534, 534, 557, 258, 557, 258, 557, 292, 557, 334, 557, 258, 760, 618, 760, 618, 760,
        618, 688, 760, 618, 781, 605, 781, 605, 781, 605, 1000, 946, 723, 413, 723, 413, 723, 413, 667, 500, 667,
        500, 667, 500, 667, 500, 611, 361, 611, 375, 611, 361, 731, 618, 731, 618, 731, 618, 731, 618, 731, 618,
        731, 618, 944, 786, 667, 510, 667, 611, 500, 611, 500, 611, 500, 326
    ];

    private static ReadOnlySpan<ushort> LatinBold =>
    [
        278, 334, 572, 572, 572, 572, 551, 557, 607, 832, 383, 615, 584, 334, 832, 553, 428, 572, 379, 379, 362,
        660, 655, 285, 334, 379, 388, 615, 834, 874, 845, 611, 723, 723, 723, 723, 723, 723, 1000, 723, 667, 667,
        667, 667, 389, 389, 389, 389, 740, 813, 796, 796, 796, 796, 796, 584, 796, 756, 756, 756, 756, 667, 667,
        711, 604, 604, 604, 604, 604, 604, 917, 557, 591, 591, 591, 591, 305, 305, 305, 305, 619, 657, 619, 619,
        619, 619, 619, 572, 619, 657, 657, 657, 657, 569, 633, 569, 723, 604, 723, 604, 723, 604, 723, 557, 723,
        557, 723, 557, 723, 557, 740, 719, 740, 649, 667, 591, 667, 591, 667, 591, 667, 591, 667, 591, 778, 633,
        778, 633, 778, 633, 778, 633, 765, 657, 765, 657, 389, 305, 389, 305, 389, 305, 389, 305, 389, 305, 785,
        610, 557, 305, 723, 620, 620, 611, 305, 611, 305, 611, 386, 611, 480, 611, 305, 813, 657, 813, 657, 813,
        657, 770, 813, 657, 796, 619, 796, 619, 796, 619, 1000, 978, 723, 454, 723, 454, 723, 454, 667, 557, 667,
        557, 667, 557, 667, 557, 611, 434, 611, 480, 611, 434, 756, 657, 756, 657, 756, 657, 756, 657, 756, 657,
        756, 657, 967, 856, 667, 569, 667, 611, 500, 611, 500, 611, 500, 383
    ];
}
