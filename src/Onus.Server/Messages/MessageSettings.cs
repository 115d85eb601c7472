namespace Onus.Server.Messages;

/// <summary>Which products govern what comes in as messages; read from the node's settings.</summary>
public sealed record MessageSettings
{
    /// <summary>The book of each currency, by id or name.</summary>
    public IReadOnlyDictionary<string, string> Books { get; init; } = new Dictionary<string, string>();

    /// <summary>What an order to pay becomes, by currency.</summary>
    public IReadOnlyDictionary<string, MessageProduct> Remittances { get; init; } = new Dictionary<string, MessageProduct>();

    /// <summary>What a recall becomes, by currency.</summary>
    public IReadOnlyDictionary<string, MessageProduct> Recalls { get; init; } = new Dictionary<string, MessageProduct>();

    /// <summary>What a difference on a statement becomes, by currency.</summary>
    public IReadOnlyDictionary<string, MessageProduct> Breaks { get; init; } = new Dictionary<string, MessageProduct>();

    /// <summary>How many units of the second currency one unit of the first is worth, by <c>CNY/USD</c>.</summary>
    public IReadOnlyDictionary<string, decimal> Rates { get; init; } = new Dictionary<string, decimal>();

    /// <summary>At which institution, by its BIC, each of our own accounts is; by IBAN or number.</summary>
    public IReadOnlyDictionary<string, string> Nostros { get; init; } = new Dictionary<string, string>();

    /// <summary>How many days a line of a statement may stand before or after the movement it shows.</summary>
    public int WindowDays { get; init; } = 5;
}

/// <summary>How a message fills a product.</summary>
/// <param name="Name">The product.</param>
public sealed record MessageProduct(string Name)
{
    /// <summary>As which party or authority the case is opened.</summary>
    public required string As { get; init; }

    /// <summary>Who in the message is which party: <c>debtor</c>, <c>creditor</c> or <c>agent</c>, by the party's name.</summary>
    public required IReadOnlyDictionary<string, string> Parties { get; init; }

    /// <summary>What fills each fact where nobody knows better: a source such as <c>$amount</c>, or a value in the product's words.</summary>
    /// <remarks>Sources: <c>$amount</c>, <c>$amount/USD</c> at the node's rate, <c>$debtor-account</c>, <c>$creditor-account</c>,
    /// <c>$age</c>, <c>$reason</c>, <c>$side</c>.</remarks>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>What the message's own codes are called in the product, by code; <c>*</c> for every other.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>The kind of evidence that the message itself is filed as; null for none.</summary>
    public string? Evidence { get; init; }
}
