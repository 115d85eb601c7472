namespace Onus.Core.Formats;

/// <summary>One transfer, hold, capture, void, lapse, correction or import, as its entry in the log says it.</summary>
/// <remarks>Accounts, holds and actors are named by the index of the entry that created them. The bytes are in
/// <see cref="TransferLayout"/>.</remarks>
public readonly record struct TransferEntry
{
    /// <summary>The entry's own index in the log.</summary>
    public ulong Index { get; init; }

    /// <summary>When the log accepted it.</summary>
    public LogTime Time { get; init; }

    /// <summary>The client's identifier and idempotency key; none for a lapse.</summary>
    public Id128 Id { get; init; }

    /// <summary>The W3C trace id of the request, or none.</summary>
    public Id128 Trace { get; init; }

    /// <summary>The entry that created the acting principal; 0 for the node itself.</summary>
    public ulong Actor { get; init; }

    /// <summary>What is done with the amount.</summary>
    public TransferAct Act { get; init; }

    /// <summary>Whether the next entry is of the same all-or-nothing chain.</summary>
    public bool Linked { get; init; }

    /// <summary>For a capture: whether the rest of the hold stays reserved.</summary>
    public bool KeepsRest { get; init; }

    /// <summary>What else was asked or done.</summary>
    public TransferTerm Term { get; init; }

    /// <summary>The account that is debited.</summary>
    public ulong Debit { get; init; }

    /// <summary>The previous entry of the debit account.</summary>
    public ulong DebitPrevious { get; init; }

    /// <summary>This entry's place in the history of the debit account.</summary>
    public ulong DebitOrdinal { get; init; }

    /// <summary>The account that is credited.</summary>
    public ulong Credit { get; init; }

    /// <summary>The previous entry of the credit account.</summary>
    public ulong CreditPrevious { get; init; }

    /// <summary>This entry's place in the history of the credit account.</summary>
    public ulong CreditOrdinal { get; init; }

    /// <summary>What was moved, reserved or released, in minor units; never zero.</summary>
    public UInt128 Amount { get; init; }

    /// <summary>The user's code for what kind of transfer this is.</summary>
    public ushort Code { get; init; }

    /// <summary>What the act is about: of a hold its due instant in nanoseconds or 0, of a capture, void or lapse the
    /// hold's entry, of a correction the corrected entry, of an import the time it took effect; else 0.</summary>
    public ulong About { get; init; }

    /// <summary>The user's reference token, or none.</summary>
    public Id128 Reference { get; init; }

    /// <summary>128 bits of the user's.</summary>
    public UInt128 User128 { get; init; }

    /// <summary>64 bits of the user's.</summary>
    public ulong User64 { get; init; }

    /// <summary>32 bits of the user's.</summary>
    public uint User32 { get; init; }

    /// <summary>The second amount, whose meaning <see cref="Term"/> says; 0 where it has none.</summary>
    public UInt128 TermAmount { get; init; }

    /// <summary>Whether the plain layout cannot say all of it.</summary>
    public bool IsLong =>
        TermAmount != UInt128.Zero || !Reference.IsNone || User128 != UInt128.Zero || User64 != 0 || User32 != 0;

    /// <summary>The instant at which a hold lapses; the epoch for one that never does.</summary>
    public LogTime Due => Act == TransferAct.Hold ? new LogTime(About) : default;

    /// <summary>The hold's entry that a capture, void or lapse resolves.</summary>
    public ulong? Hold => Act is TransferAct.Capture or TransferAct.Void or TransferAct.Lapse ? About : null;

    /// <summary>The entry that a correction corrects.</summary>
    public ulong? Corrects => Act == TransferAct.Correction ? About : null;

    /// <summary>When the transfer took effect: for an import, where it came from; else when the log accepted it.</summary>
    public LogTime Effective => Act == TransferAct.Import ? new LogTime(About) : Time;

    /// <summary>What was requested where less could be moved: the second amount of a balancing entry, else the amount.</summary>
    public UInt128 Requested => Term is >= TransferTerm.AsMuchAsDebitHas and <= TransferTerm.AsMuchAsBothAllow
        ? TermAmount
        : Amount;

    /// <summary>What the entry does to the sums of its debit account.</summary>
    public Movement DebitMovement => Move(debit: true);

    /// <summary>What the entry does to the sums of its credit account.</summary>
    public Movement CreditMovement => Move(debit: false);

    private Movement Move(bool debit)
    {
        var (added, released) = Act switch
        {
            TransferAct.Hold => (Amount, UInt128.Zero),
            TransferAct.Capture => (UInt128.Zero, Amount),
            TransferAct.Void or TransferAct.Lapse => (UInt128.Zero, Amount),
            _ => (UInt128.Zero, UInt128.Zero),
        };
        var posted = Act is TransferAct.Hold or TransferAct.Void or TransferAct.Lapse ? UInt128.Zero : Amount;
        var rest = Term == TransferTerm.ReleasesRest ? TermAmount : UInt128.Zero;
        return new Movement(debit ? Side.Debit : Side.Credit, posted, added, released, rest);
    }
}
