using System.Collections.Concurrent;
using Onus.Core;

namespace Onus.Server;

/// <summary>Who works on which case, so that two people do not. A courtesy: it is no entry, gives no power, and ends by itself,
/// with the process too.</summary>
public sealed class Claims(TimeProvider time)
{
    /// <summary>How long a claim lasts unless it is taken again.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<ulong, Claim> _claims = new();

    /// <summary>Who works on a case; null for nobody.</summary>
    public Claim? Of(ulong @case) => _claims.TryGetValue(@case, out var claim) && claim.Until > Now ? claim : null;

    /// <summary>Takes a case, or goes on with it.</summary>
    /// <returns>Who has it now: the actor, or another whose claim has not ended.</returns>
    public Claim Take(ulong @case, ulong actor)
    {
        var (now, own) = (Now, new Claim(actor, Now.Plus((ulong)Lasts.TotalSeconds * LogTime.NanosecondsPerSecond)));
        return _claims.AddOrUpdate(@case, own, (_, held) => held.Actor == actor || held.Until <= now ? own : held);
    }

    /// <summary>Gives a case back; nothing happens where another has it.</summary>
    public void Release(ulong @case, ulong actor)
    {
        if (_claims.TryGetValue(@case, out var claim) && claim.Actor == actor) _claims.TryRemove(new KeyValuePair<ulong, Claim>(@case, claim));
    }

    private LogTime Now => LogTime.From(time.GetUtcNow());
}

/// <summary>Who works on a case.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Until">When it ends by itself.</param>
public readonly record struct Claim(ulong Actor, LogTime Until);
