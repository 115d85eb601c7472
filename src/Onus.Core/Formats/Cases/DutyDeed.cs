namespace Onus.Core.Formats;

/// <summary>What was done about a duty.</summary>
public enum DutyDeed : byte
{
    /// <summary>The notice was sent.</summary>
    Sent,

    /// <summary>The report was filed.</summary>
    Filed,

    /// <summary>The regulator acknowledged the report.</summary>
    Acknowledged,

    /// <summary>The review was held.</summary>
    Held,

    /// <summary>An attempt failed; the duty is owed still.</summary>
    Failed,
}

/// <summary>Why an attempt to do a duty failed.</summary>
public enum DutyFailure : byte
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>The addressee cannot be reached: no such address, no such account.</summary>
    Unreachable,

    /// <summary>The channel was down or refused to carry it.</summary>
    ChannelDown,

    /// <summary>The addressee refused it.</summary>
    Rejected,
}
