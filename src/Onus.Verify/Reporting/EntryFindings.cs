using Onus.Core.Formats;

namespace Onus.Verify.Reporting;

/// <summary>Says what an entry says of itself.</summary>
internal static class EntryFindings
{
    public const string Truth = "That what the entry says is true: only that the log holds it.";

    /// <summary>Adds what the entry says of itself; null for bytes that are no entry of Onus.</summary>
    public static void Say(Findings findings, EntryHeader? header)
    {
        if (header is not { } entry) return;
        var kind = Enum.IsDefined(entry.Kind) ? entry.Kind.ToString() : $"of kind {(byte)entry.Kind}";
        findings.Proven($"The entry ({kind}) says itself that it is entry {entry.Index}, accepted at {entry.Time}.");
        findings.NotProven("That the entry's time is right: it is the operator's clock, unless a time-stamp or a cosignature brackets it.");
    }
}
