using System.Collections.Concurrent;
using Onus.Core;

namespace Onus.Server;

/// <summary>What the log lets an actor do with money, and see of it.</summary>
/// <param name="Token">The actor's token.</param>
/// <param name="IsOfTheHouse">Whether it holds any authority: of the charter or of a product. Such an actor opens books and accounts
/// and moves what is on them; another one sees its own accounts, and pays from them.</param>
internal readonly record struct MoneyPower(Id128 Token, bool IsOfTheHouse);

/// <summary>Finds out what the log lets callers do with money.</summary>
/// <remarks>An answer is kept for a second: an authority that is revoked ends here that much later. Cases and the charter are not
/// decided here; the log itself decides those, at the instant of the command.</remarks>
internal sealed class MoneyPowers(Node node)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ulong, (MoneyPower? Power, long At)> _powers = new();

    /// <summary>What the caller may do; it must be an actor of the log.</summary>
    public async ValueTask<MoneyPower> OfAsync(Caller caller)
    {
        if (caller.Actor == 0) throw new Refused(403, "The credential is no actor's", "use a key that stands for an actor of the log");
        if (_powers.TryGetValue(caller.Actor, out var known) && node.Time.GetElapsedTime(known.At) < Kept) return Known(known.Power);
        var power = await node.ReadAsync((cases, _) => cases.Registry.TryGetActor(caller.Actor, out var actor)
            ? new MoneyPower(actor.Token, cases.Registry.HoldsAny(actor.Entry))
            : (MoneyPower?)null).ConfigureAwait(false);
        _powers[caller.Actor] = (power, node.Time.GetTimestamp());
        return Known(power);
    }

    /// <summary>Lets only actors of the house on.</summary>
    public async ValueTask DemandHouseAsync(Caller caller)
    {
        if (!(await OfAsync(caller).ConfigureAwait(false)).IsOfTheHouse)
            throw new Refused(403, "The log gives no such power", "books, accounts and postings are for actors that hold an authority");
    }

    /// <summary>Of whose accounts alone the caller sees anything; null for all.</summary>
    public async ValueTask<Id128?> SightAsync(Caller caller)
    {
        if (caller.Has(Scopes.Auditor)) return null;
        var power = await OfAsync(caller).ConfigureAwait(false);
        return power.IsOfTheHouse ? null : power.Token;
    }

    private static MoneyPower Known(MoneyPower? power) =>
        power ?? throw new Refused(403, "The actor is unknown", "the credential names an actor that the log does not know");
}
