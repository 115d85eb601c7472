using Onus.Core;

namespace Onus.Messages;

/// <summary>A country from which invented people send money abroad, through an institution that does not exist.</summary>
/// <remarks>The eighth character of each BIC is 0: ISO 9362 keeps those for tests.</remarks>
public sealed class MessageMarket
{
    private MessageMarket(Corridor home, Currency currency, int[] lines, IsoAgent receiver, int offsetMinutes)
    {
        (Home, Currency, Lines, Receiver, OffsetMinutes) = (home, currency, lines, receiver, offsetMinutes);
        Sender = new IsoAgent { Bic = Bic.Of(home.Bic), Country = home.Country };
    }

    /// <summary>Senders live in Germany and send euros.</summary>
    public static MessageMarket Germany { get; } = new(
        Corridor.All[0], Currency.Of("EUR"), [100_000, 1_000_000, 1_500_000, 3_000_000],
        new IsoAgent { Bic = Bic.Of("ONUSDEF0"), Country = "DE" }, 60);

    /// <summary>Senders live in China and send renminbi.</summary>
    public static MessageMarket China { get; } = new(
        Corridor.China, Currency.Of("CNY"), [500_000, 5_000_000, 20_000_000, 35_000_000],
        new IsoAgent { Bic = Bic.Of("ONUSCNS0"), Country = "CN" }, 480);

    /// <summary>The institution that sends the messages.</summary>
    public IsoAgent Sender { get; }

    /// <summary>The institution that the messages are sent to.</summary>
    public IsoAgent Receiver { get; }

    /// <summary>The currency that is sent.</summary>
    public Currency Currency { get; }

    internal Corridor Home { get; }

    /// <summary>Minor units around which rules change.</summary>
    internal int[] Lines { get; }

    internal int OffsetMinutes { get; }

    /// <summary>The head of a message of this market, made at half past nine.</summary>
    public MessageDraft Draft(string id, DateOnly day) =>
        new(id, new IsoDateTime(day.ToDateTime(new TimeOnly(9, 30)), OffsetMinutes), Sender, Receiver);
}
