namespace Onus.Server.Messages;

/// <summary>What became of one transaction.</summary>
/// <param name="Case">The case that it became; null where it was refused.</param>
/// <param name="Rule">Of a refused one, the rule or the engine's outcome.</param>
/// <param name="Detail">What is wrong, in words.</param>
/// <param name="Reason">The reason for a pacs.002 (ExternalStatusReason1Code).</param>
internal sealed record Taken(ulong? Case, string? Rule, string? Detail, string? Reason)
{
    public static Taken Refused(string rule, string detail, string reason) => new(null, rule, detail, reason);
}
