using System.Text;
using Onus.Core.Formats;

namespace Onus.Server;

/// <summary>What HTTP status each outcome of each request has, and its title in words: one table for all of them.</summary>
/// <remarks>The numbers carry the classes: below 64 the command is malformed, up to 127 its id decides, from 128 on the state
/// does. What stands here by name is the rest.</remarks>
internal static class Outcomes
{
    private const int FirstOfId = 64, Known = 127, FirstOfState = 128;

    /// <summary>The status of an outcome.</summary>
    public static int StatusOf<T>(T outcome)
        where T : struct, Enum
    {
        var number = Convert.ToByte(outcome, System.Globalization.CultureInfo.InvariantCulture);
        if (outcome.ToString() == "LinkedFailed") return 422;
        if (number == 0 || number == Known || IsProposed(outcome)) return 200;
        if (number < FirstOfId) return 400;
        return outcome.ToString() switch
        {
            "IdTooFarAhead" => 400,
            "IdAlreadyRefused" => 422,
            "StaleHead" or "HeadMoved" => 409,
            "ActorNotFound" or "ActorUnknown" or "NotAuthorized" or "NoAuthority" or "ConflictOfInterest" or "SecondMustBeAnother" => 403,
            _ => number < FirstOfState ? 409 : 422,
        };
    }

    /// <summary>Whether the command is done, now or before.</summary>
    public static bool IsDone<T>(T outcome)
        where T : struct, Enum => StatusOf(outcome) == 200;

    /// <summary>The outcome in words: <c>ExceedsDebitLimit</c> reads <c>Exceeds debit limit</c>.</summary>
    public static string TitleOf<T>(T outcome)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var c in outcome.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0) words.Append(' ').Append(char.ToLowerInvariant(c));
            else words.Append(c);
        }

        return words.ToString();
    }

    private static bool IsProposed<T>(T outcome)
        where T : struct, Enum => outcome is CharterOutcome.Proposed;
}
