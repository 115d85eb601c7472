using Onus.Core.Formats;

namespace Onus.Cli.Scenario;

/// <summary>Outcomes as documents and answers write them.</summary>
internal static class CaseCode
{
    /// <summary>The code: <c>stale_head</c>.</summary>
    public static string Of(CaseOutcome outcome) => string.Concat(outcome.ToString().Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
