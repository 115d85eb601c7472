using Onus.Core;

namespace Onus.Messages;

/// <summary>A person or firm in a payment.</summary>
public sealed record IsoParty
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The town of the address.</summary>
    public string? Town { get; init; }

    /// <summary>The country of the address, or else of residence.</summary>
    public string? Country { get; init; }

    /// <summary>A firm's LEI.</summary>
    public Lei? Lei { get; init; }

    /// <summary>A firm's BIC.</summary>
    public Bic? Bic { get; init; }

    /// <summary>Another identification, of a firm or a person.</summary>
    public string? OtherId { get; init; }
}

/// <summary>An account in a payment, by its IBAN or otherwise.</summary>
public sealed record IsoAccount
{
    /// <summary>The IBAN.</summary>
    public Iban? Iban { get; init; }

    /// <summary>The number in another scheme.</summary>
    public string? Other { get; init; }

    /// <summary>The currency of the account.</summary>
    public Currency? Currency { get; init; }
}

/// <summary>An institution in a payment.</summary>
public sealed record IsoAgent
{
    /// <summary>The BIC.</summary>
    public Bic? Bic { get; init; }

    /// <summary>The LEI.</summary>
    public Lei? Lei { get; init; }

    /// <summary>The identification as a member of a clearing system.</summary>
    public string? MemberId { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The country of the BIC, or else of the address.</summary>
    public string? Country { get; init; }
}
