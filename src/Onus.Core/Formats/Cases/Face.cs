namespace Onus.Core.Formats;

/// <summary>The two faces of an act: what everybody who may read its entry sees, and what auditors and named desks see.</summary>
/// <remarks>They differ only for a confidential act, one in which a step fired that tells somebody without reasons. Its
/// public face has the case, the state it is in now, the time, and the lines by which accounts moved, without which no
/// account's history could be proven; of an opening moreover what the opener bound. An act with both faces in memory is
/// written with its public one.</remarks>
public static class Face
{
    /// <summary>What everybody who may read the entry sees; an act that is not confidential is the same.</summary>
    public static ActEntry Public(ActEntry act)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (act.Seal is null) return act;
        return act with
        {
            Envelope = act.Envelope with { Actor = 0, Trace = Id128.None },
            Trigger = act.Opening is null ? ActTrigger.Sealed : ActTrigger.Opened,
            HeadSeen = null, Decider = ActDecider.Nobody, WasDue = null, Request = null,
            Facts = [], Evidence = [], Firings = [], Legs = [], Moves = [], Used = [], Duties = [], Stops = [], Shadows = [],
            Due = null, LawDue = null, Signature = default,
        };
    }

    /// <summary>Seals a confidential act.</summary>
    /// <param name="act">The act with everything; its index is the one after <paramref name="front"/>.</param>
    /// <param name="state">The state that the case is in now.</param>
    /// <param name="salt">A new salt.</param>
    /// <param name="front">The envelope of the sealed part.</param>
    /// <returns>The entry to write first, and the act with both faces.</returns>
    public static (SealedPart Part, ActEntry Act) Seal(ActEntry act, int state, in Salt salt, EntryEnvelope front)
    {
        ArgumentNullException.ThrowIfNull(act);
        Invariant.Holds(act.Envelope.Index == front.Index + 1 && act.Seal is null);
        var writer = CborExtensions.NewWriter();
        Hidden(new CborArchive(writer), act);
        var part = new SealedPart(front with { Kind = EntryKind.SealedPart }, salt, writer.Encode());
        return (part, act with { Seal = new ActSeal(part.Commitment, state) });
    }

    /// <summary>Joins a public face with its sealed part.</summary>
    /// <returns>False when the part is another act's or was altered.</returns>
    public static bool TryOpen(ActEntry act, SealedPart part, out ActEntry? full)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(part);
        full = null;
        if (act.Seal is not { } seal || seal.Commitment != part.Commitment || act.Envelope.Index != part.Envelope.Index + 1) return false;
        return TryReadPart(act, part, out full);
    }

    /// <summary>The duties that a sealed part hides.</summary>
    /// <returns>False when the part does not read.</returns>
    public static bool TryReadDuties(SealedPart part, out IReadOnlyList<Duty> duties)
    {
        ArgumentNullException.ThrowIfNull(part);
        var read = TryReadPart(ActEntry.Nothing, part, out var full);
        duties = read ? full!.Duties : [];
        return read;
    }

    private static bool TryReadPart(ActEntry act, SealedPart part, out ActEntry? full) =>
        EntryCodec.TryReadValue(part.Part, reader => Hidden(new CborArchive(reader), act), out full);

    private static ActEntry Hidden(CborArchive a, ActEntry act) => a.Record(3, () =>
    {
        var front = act.Envelope with { Actor = a.ULong(act.Envelope.Actor), Trace = a.Id(act.Envelope.Trace) };
        return ActEntry.Content(a, act) with { Envelope = front };
    });
}
