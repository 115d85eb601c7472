using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server.Messages;

/// <summary>What a message says that a fact can be made of.</summary>
internal sealed record MessageSays
{
    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>The account that pays.</summary>
    public string? DebtorAccount { get; init; }

    /// <summary>The account that is paid.</summary>
    public string? CreditorAccount { get; init; }

    /// <summary>How long ago the payment was settled.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The reason, in the message's own code.</summary>
    public string? Reason { get; init; }

    /// <summary>On which side a difference is, in the product's words.</summary>
    public string? Side { get; init; }
}

/// <summary>Facts of a case out of a message, in words: the same words in which anybody gives facts.</summary>
internal static class MessageFacts
{
    /// <summary>The facts that the settings name.</summary>
    /// <param name="use">How the message fills the product.</param>
    /// <param name="says">What the message says.</param>
    /// <param name="known">What the institution knows of the people in it, by fact; it goes before what the settings say.</param>
    /// <param name="rates">The node's rates.</param>
    /// <param name="missing">The fact that cannot be filled, in words; null where all can.</param>
    public static IReadOnlyDictionary<string, FactValue> Of(
        MessageProduct use, MessageSays says, IReadOnlyDictionary<string, string>? known, IReadOnlyDictionary<string, decimal> rates, out string? missing)
    {
        var facts = new Dictionary<string, FactValue>();
        missing = null;
        foreach (var (name, source) in use.Facts)
        {
            var text = known?.GetValueOrDefault(name) ?? Text(source, use, says, rates);
            if (text is null) missing ??= $"the message does not say what the fact {name} is made of, {source}";
            else facts.Add(name, new FactValue(text));
        }

        return facts;
    }

    private static string? Text(string source, MessageProduct use, MessageSays says, IReadOnlyDictionary<string, decimal> rates) => source switch
    {
        "$amount" => Words(says.Amount),
        "$debtor-account" => says.DebtorAccount,
        "$creditor-account" => says.CreditorAccount,
        "$age" => says.Age is { } age ? Math.Max(0, (long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null,
        "$reason" => use.Reasons.GetValueOrDefault(says.Reason ?? "") ?? use.Reasons.GetValueOrDefault("*"),
        "$side" => says.Side,
        _ => source.StartsWith("$amount/", StringComparison.Ordinal) ? Converted(says.Amount, source[8..], rates) : source,
    };

    private static string? Converted(Money amount, string code, IReadOnlyDictionary<string, decimal> rates)
    {
        if (!Currency.TryFind(code, out var other)) return null;
        if (other == amount.Currency) return Words(amount);
        if (!rates.TryGetValue($"{amount.Currency}/{code}", out var rate) || amount.Minor > long.MaxValue) return null;
        var scale = (decimal)Math.Pow(10, other.MinorDigits - amount.Currency.MinorDigits);
        // Rounded up: a line of the law is met too early rather than too late.
        return Words(new Money(other, (UInt128)Math.Ceiling((decimal)(long)amount.Minor * rate * scale)));
    }

    private static string Words(Money amount) => Amounts.Text(amount.Minor, amount.Currency.MinorDigits);
}
