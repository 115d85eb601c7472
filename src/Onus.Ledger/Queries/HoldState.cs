namespace Onus.Ledger;

/// <summary>What has become of a hold.</summary>
public enum HoldState : byte
{
    /// <summary>The entry is no hold.</summary>
    None = 0,

    /// <summary>Something is still reserved.</summary>
    Open = 1,

    /// <summary>The last of it was captured.</summary>
    Captured = 2,

    /// <summary>It was voided.</summary>
    Voided = 3,

    /// <summary>It lapsed.</summary>
    Lapsed = 4,
}
