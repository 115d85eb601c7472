using System.Globalization;
using Onus.Cases;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Server.Messages;

/// <summary>What a message says that a fact can be made of.</summary>
internal sealed record MessageSays
{
    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>The token of the account that pays.</summary>
    public Id128? DebtorAccount { get; init; }

    /// <summary>The token of the account that is paid.</summary>
    public Id128? CreditorAccount { get; init; }

    /// <summary>How long ago the payment was settled.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The reason, in the message's own code.</summary>
    public string? Reason { get; init; }

    /// <summary>On which side a difference is, in the product's words.</summary>
    public string? Side { get; init; }
}

/// <summary>Facts of a case out of a message.</summary>
internal static class MessageFacts
{
    /// <summary>The facts that the settings name, in the product's values.</summary>
    /// <param name="product">The product.</param>
    /// <param name="use">How the message fills it.</param>
    /// <param name="says">What the message says.</param>
    /// <param name="known">What the institution knows of the people in it, by fact; it goes before what the settings assume.</param>
    /// <param name="rates">The node's rates.</param>
    /// <param name="missing">The fact that cannot be filled, in words; null where all can.</param>
    public static IReadOnlyList<FactInput> Of(
        Product product, MessageProduct use, MessageSays says, IReadOnlyDictionary<string, string>? known,
        IReadOnlyDictionary<string, decimal> rates, out string? missing)
    {
        var facts = new List<FactInput>();
        missing = null;
        foreach (var (name, source) in use.Facts)
        {
            var fact = product.Facts.FirstOrDefault(f => f.Name == name);
            if (fact is null)
            {
                missing = $"the product {product.Name} has no fact {name}; mend the node's settings";
                return facts;
            }

            var text = known?.GetValueOrDefault(name) ?? source.TrimStart('?');
            if (Value(fact, text, use, says, rates) is { } value) facts.Add(new FactInput(name, value));
            else missing ??= $"the fact {name} cannot be made of '{text}'";
        }

        return facts;
    }

    private static Int128? Value(
        Fact fact, string text, MessageProduct use, MessageSays says, IReadOnlyDictionary<string, decimal> rates) => text switch
        {
            "$amount" => (Int128)says.Amount.Minor,
            "$debtor-account" => Token(says.DebtorAccount),
            "$creditor-account" => Token(says.CreditorAccount),
            "$age" => says.Age is { } age ? (Int128)Math.Max(0, (long)age.TotalSeconds) : null,
            "$reason" => Word(fact, use.Reasons.GetValueOrDefault(says.Reason ?? "") ?? use.Reasons.GetValueOrDefault("*")),
            "$side" => Word(fact, says.Side),
            _ when text.StartsWith("$amount/", StringComparison.Ordinal) => Converted(says.Amount, text[8..], rates),
            _ => Word(fact, text),
        };

    // An identifier is a token of 128 bits; as a fact it takes the upper half, which is as random.
    private static Int128? Token(Id128? token) => token is { } id ? (Int128)(id.Value >> 65) : null;

    private static Int128? Converted(Money amount, string code, IReadOnlyDictionary<string, decimal> rates)
    {
        if (!Currency.TryFind(code, out var other)) return null;
        if (other == amount.Currency) return (Int128)amount.Minor;
        if (!rates.TryGetValue($"{amount.Currency}/{code}", out var rate) || amount.Minor > long.MaxValue) return null;
        var scale = (decimal)Math.Pow(10, other.MinorDigits - amount.Currency.MinorDigits);
        // Rounded up: a line of the law is met too early rather than too late.
        return (Int128)Math.Ceiling((decimal)(long)amount.Minor * rate * scale);
    }

    private static Int128? Word(Fact fact, string? text)
    {
        if (text is null) return null;
        switch (fact.Kind)
        {
            case FactKind.OneOf:
                var place = fact.Values.IndexOf(text);
                return place < 0 ? null : place;
            case FactKind.YesNo:
                return text switch { "yes" => 1, "no" => 0, _ => null };
            case FactKind.Money:
                return Money.TryParseMinor(text, fact.Currency.MinorDigits, out var minor) ? (Int128)minor : null;
            default:
                return Int128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }
}
