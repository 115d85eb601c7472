using System.Net.Http.Headers;

namespace Onus.Client.Transport;

/// <summary>What is sent again, and after how long.</summary>
/// <remarks>A write carries its command id, so sending it again is the same command: the node answers what it answered, or would
/// have. A wait is drawn at random up to a bound that doubles, so that many clients of a node that comes back do not come back
/// together.</remarks>
internal static class RetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromSeconds(3);

    /// <summary>Whether what failed may go well the next time: the node says that it took nothing, or the connection broke; not
    /// where a name or a certificate will be as wrong again.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        OnusRefused refused => refused.Status is 429 or 502 or 503 or 504,
        HttpRequestException request => request.HttpRequestError is not (HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError
            or HttpRequestError.ConfigurationLimitExceeded),
        IOException => true,
        _ => false,
    };

    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="attempt">How many there were, from 1.</param>
    /// <param name="asked">What the node asked for.</param>
    /// <param name="now">The present.</param>
    /// <param name="share">The random share of the wait, from 0 to 1.</param>
    public static TimeSpan Wait(int attempt, RetryConditionHeaderValue? asked, DateTimeOffset now, double share)
    {
        var bound = First * (1 << Math.Min(attempt - 1, 10));
        var wait = (bound < Longest ? bound : Longest) * share;
        var least = asked?.Delta ?? (asked?.Date is { } date ? date - now : TimeSpan.Zero);
        return wait + (least > TimeSpan.Zero ? least : TimeSpan.Zero);
    }
}
