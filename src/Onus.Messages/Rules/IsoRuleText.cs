using System.Text;

namespace Onus.Messages;

/// <summary>The names of rules, and what a bank calls them in an answer.</summary>
public static class IsoRuleText
{
    /// <summary>The rule's name in lower case, such as <c>iban_check_digits</c>.</summary>
    public static string Code(this IsoRule rule)
    {
        var name = rule.ToString();
        var code = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && code.Length > 0) code.Append('_');
            code.Append(char.ToLowerInvariant(letter));
        }

        return code.ToString();
    }

    /// <summary>The status reason of ISO 20022 (ExternalStatusReason1Code) that answers a breach of the rule.</summary>
    public static string StatusReason(this IsoRule rule) => rule switch
    {
        IsoRule.MessageIdDuplicate => "DU01",
        IsoRule.CountDiffers => "AM18",
        IsoRule.ControlSumDiffers => "AM10",
        IsoRule.TotalDiffers => "AM19",
        < IsoRule.TransactionTooLarge => "FF01",
        IsoRule.ElementMissing => "CH21",
        IsoRule.ElementUnexpected => "CH17",
        IsoRule.AmountForm => "AM12",
        IsoRule.AmountZero => "AM01",
        IsoRule.AmountDecimals => "CH20",
        IsoRule.CurrencyUnknown => "AM03",
        IsoRule.CurrencyDiffers => "AM11",
        IsoRule.DetailsDiffer => "AM12",
        IsoRule.IbanForm or IsoRule.IbanCountry or IsoRule.IbanLength or IsoRule.IbanCheckDigits => "AC01",
        IsoRule.BicForm or IsoRule.BicCountry => "RC01",
        IsoRule.DateForm or IsoRule.DateTimeForm or IsoRule.DateOutOfWindow => "DT01",
        IsoRule.TransactionIdDuplicate or IsoRule.UetrDuplicate => "DU03",
        _ => "CH16",
    };
}
