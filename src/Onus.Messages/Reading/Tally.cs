using System.Globalization;
using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>What a message, or a group in it, states about its transactions, and what was found.</summary>
internal sealed class Tally
{
    private MessageRefusal? _countPlace;
    private MessageRefusal? _sumPlace;
    private MessageRefusal? _totalPlace;
    private bool _isSumKnown = true;
    private UInt128 _total;

    public long? StatedCount { get; private set; }

    public IsoDecimal? StatedSum { get; private set; }

    /// <summary>The total in one currency, where one is stated.</summary>
    public Money? StatedTotal { get; private set; }

    public long Count { get; private set; }

    public IsoDecimal Sum { get; private set; }

    /// <summary>Reads what is stated below an element; each of the names may be missing.</summary>
    public static Tally Read(Element element, string count, string sum, string? total, FieldReader fields)
    {
        var tally = new Tally();
        if (element[count] is { Exists: true } number)
        {
            tally._countPlace = PlaceOf(IsoRule.CountDiffers, number);
            if (long.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                tally.StatedCount = value;
            else fields.Findings.Add(IsoRule.ValueForm, number,
                $"{Shown.Value(number.Text)} is no number of transactions");
        }

        if (element[sum] is { Exists: true } control)
        {
            tally._sumPlace = PlaceOf(IsoRule.ControlSumDiffers, control);
            if (IsoDecimal.TryRead(control.Text.Trim(), out var value, out _)) tally.StatedSum = value;
            else fields.Findings.Add(IsoRule.ValueForm, control, $"{Shown.Value(control.Text)} is no control sum");
        }

        if (total is not null && element[total] is { Exists: true } amount)
        {
            tally._totalPlace = PlaceOf(IsoRule.TotalDiffers, amount);
            tally.StatedTotal = fields.Amount(amount);
        }

        return tally;
    }

    /// <summary>Counts one transaction, with its amount where that could be read.</summary>
    public void Add(Money? amount)
    {
        Count++;
        if (amount is { } money)
        {
            Sum += IsoDecimal.Of(money);
            _total += money.Minor;
        }
        else _isSumKnown = false;
    }

    /// <summary>Says where what was found is not what was stated.</summary>
    public void Compare(Findings findings)
    {
        if (StatedCount is { } count && count != Count)
            findings.Add(_countPlace! with { Detail = $"{count} transactions are stated, {Count} were found" });
        // Where an amount could not be read its transaction is refused, and a difference of sums would say nothing more.
        if (!_isSumKnown) return;
        if (StatedSum is { } sum && sum != Sum)
            findings.Add(_sumPlace! with { Detail = $"{sum} is stated, the amounts add up to {Sum}" });
        if (StatedTotal is { } total && total.Minor != _total)
            findings.Add(_totalPlace! with { Detail = $"{total} is stated, the amounts add up to {total with { Minor = _total }}" });
    }

    private static MessageRefusal PlaceOf(IsoRule rule, Element element) =>
        new(rule, element.Path, element.Line, element.Column, "");
}
