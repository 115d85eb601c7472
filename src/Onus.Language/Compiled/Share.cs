namespace Onus.Language.Compiled;

/// <summary>How a share of the stake is reckoned.</summary>
public enum ShareKind : byte
{
    /// <summary>The whole stake.</summary>
    All,

    /// <summary>What the shares before it in the same list leave.</summary>
    Rest,

    /// <summary>floor(stake x n / 100).</summary>
    Percent,

    /// <summary>A percentage, and no more than is left.</summary>
    UpToPercent,

    /// <summary>An amount of minor units.</summary>
    Amount,

    /// <summary>An amount, and no more than is left.</summary>
    UpToAmount,

    /// <summary>The value of a money fact.</summary>
    Fact,

    /// <summary>The value of a money fact, and no more than is left.</summary>
    UpToFact,
}

/// <summary>A part of the stake.</summary>
/// <param name="Kind">How it is reckoned.</param>
/// <param name="Amount">Minor units or percent.</param>
/// <param name="FactIndex">The money fact, or -1.</param>
public readonly record struct Share(ShareKind Kind, UInt128 Amount, int FactIndex)
{
    /// <summary>The whole stake.</summary>
    public static Share All => new(ShareKind.All, 0, -1);

    /// <summary>What is left.</summary>
    public static Share Rest => new(ShareKind.Rest, 0, -1);
}

/// <summary>A share of a party: liability held, discharged or left; no share where the party only answers (<c>stake none</c>).</summary>
public readonly record struct PartyShare(int Party, Share? Share);

/// <summary>Liability that moves between parties.</summary>
public readonly record struct Move(Share Share, int From, int To);

/// <summary>Money that moves between accounts.</summary>
public readonly record struct Posting(Share Share, int From, int To);

/// <summary>What a funds meaning says of one account.</summary>
/// <param name="Short">Whether the account is short by the share, not holding it.</param>
/// <param name="Share">How much.</param>
/// <param name="Account">Where.</param>
public readonly record struct FundsLine(bool Short, Share Share, int Account);
