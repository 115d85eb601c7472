namespace Onus.Core.Formats;

/// <summary>What a transfer entry does with its amount.</summary>
public enum TransferAct : byte
{
    /// <summary>Moves the amount from the debit to the credit account at once.</summary>
    Transfer = 0,

    /// <summary>Reserves the amount on both accounts until it is captured, voided or due.</summary>
    Hold = 1,

    /// <summary>Moves all or a part of what a hold reserves.</summary>
    Capture = 2,

    /// <summary>Releases what a hold still reserves.</summary>
    Void = 3,

    /// <summary>Releases what a hold still reserves because its due instant has come; only the node itself does this.</summary>
    Lapse = 4,

    /// <summary>Moves the amount at once, and names the earlier entry that it corrects.</summary>
    Correction = 5,

    /// <summary>Records a transfer of another system, with the time at which it took effect there.</summary>
    Import = 6,
}
