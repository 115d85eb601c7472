using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>One act of a case: what was asked, every step that fired, and all that it moved. Body: <c>[lines, act]</c>.</summary>
/// <remarks>Lineage has one link for each line, in the same order, and then one for the case. An opening act names
/// itself as the case. The lines are the net of legs and liability moves on each ledger account.</remarks>
public sealed record ActEntry
{
    /// <summary>The front of the entry.</summary>
    public required EntryEnvelope Envelope { get; init; }

    /// <summary>The debits and credits, each account once.</summary>
    public required ImmutableArray<PostedLine> Lines { get; init; }

    /// <summary>The entry that opened the case; this one's own index where it opens it.</summary>
    public required ulong Case { get; init; }

    /// <summary>The entry that enacted the product version.</summary>
    public required ulong Product { get; init; }

    /// <summary>What brought it about.</summary>
    public required ActTrigger Trigger { get; init; }

    /// <summary>The case's head that the decider saw; null where nobody decided.</summary>
    public required ulong? HeadSeen { get; init; }

    /// <summary>Who decided.</summary>
    public required ActDecider Decider { get; init; }

    /// <summary>What opening binds; null otherwise.</summary>
    public required ActOpening? Opening { get; init; }

    /// <summary>The instant at which the clock that lapsed was due; null otherwise.</summary>
    public required LogTime? WasDue { get; init; }

    /// <summary>The request that was granted, by its asking entry; null otherwise.</summary>
    public required ulong? Request { get; init; }

    /// <summary>The facts given.</summary>
    public required ImmutableArray<FactGiven> Facts { get; init; }

    /// <summary>The evidence filed.</summary>
    public required ImmutableArray<EvidenceFiled> Evidence { get; init; }

    /// <summary>The steps that fired, in order.</summary>
    public required ImmutableArray<Firing> Firings { get; init; }

    /// <summary>The money that moved, in order.</summary>
    public required ImmutableArray<ActLeg> Legs { get; init; }

    /// <summary>The liability that moved, in order.</summary>
    public required ImmutableArray<LiabilityMove> Moves { get; init; }

    /// <summary>The kept facts that guards read, with the values they had.</summary>
    public required ImmutableArray<FactGiven> Used { get; init; }

    /// <summary>The duties that it gives rise to.</summary>
    public required ImmutableArray<Duty> Duties { get; init; }

    /// <summary>The caps that stopped a step.</summary>
    public required ImmutableArray<CapStop> Stops { get; init; }

    /// <summary>Where shadows differ.</summary>
    public required ImmutableArray<ShadowVerdict> Shadows { get; init; }

    /// <summary>What the state's clock takes; null in a final state.</summary>
    public required DueStep? Due { get; init; }

    /// <summary>What the clock of the legal meaning takes; null where it has none.</summary>
    public required DueStep? LawDue { get; init; }

    /// <summary>The decider's signature over the statement of the act; empty without one.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>What stands for the rest of a confidential act; null for any other.</summary>
    public ActSeal? Seal { get; init; }

    /// <summary>An act with nothing in it, to read parts into.</summary>
    internal static ActEntry Nothing { get; } = new()
    {
        Envelope = default, Lines = [], Case = 0, Product = 0, Trigger = default, HeadSeen = null, Decider = ActDecider.Nobody,
        Opening = null, WasDue = null, Request = null, Facts = [], Evidence = [], Firings = [], Legs = [], Moves = [], Used = [],
        Duties = [], Stops = [], Shadows = [], Due = null, LawDue = null, Signature = default,
    };

    /// <summary>Writes the whole entry; of a confidential act its public face.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var shown = Face.Public(this);
        shown.Envelope.WriteStart(writer);
        writer.WriteStartArray(2);
        PostedLine.WriteAll(writer, Lines.AsSpan());
        Body(new CborArchive(writer), shown);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ActEntry? act) =>
        EntryCodec.TryRead(entry, EntryKind.Act, links: -1, static (in envelope, reader) =>
        {
            reader.ExpectArray(2);
            var lines = PostedLine.ReadAll(reader);
            var read = Body(new CborArchive(reader), Nothing with { Envelope = envelope, Lines = [.. lines] });
            reader.ReadEndArray();
            return read.IsThreaded() ? read : throw new CborContentException("an act without its lineage");
        }, out act);

    /// <summary>What a confidential act hides: everything but the case, what opened it, and the lines.</summary>
    internal static ActEntry Content(CborArchive a, ActEntry v) => a.Record(17, () => v with
    {
        Trigger = a.Word(v.Trigger),
        HeadSeen = a.Maybe(v.HeadSeen, a.ULong),
        Decider = ActDecider.Of(a, v.Decider),
        WasDue = a.Maybe(v.WasDue, a.Time),
        Request = a.Maybe(v.Request, a.ULong),
        Facts = a.List(v.Facts, f => FactGiven.Of(a, f)),
        Evidence = a.List(v.Evidence, e => EvidenceFiled.Of(a, e)),
        Firings = a.List(v.Firings, f => Firing.Of(a, f)),
        Legs = a.List(v.Legs, l => ActLeg.Of(a, l)),
        Moves = a.List(v.Moves, m => LiabilityMove.Of(a, m)),
        Used = a.List(v.Used, f => FactGiven.Of(a, f)),
        Duties = a.List(v.Duties, d => Duty.Of(a, d)),
        Stops = a.List(v.Stops, s => CapStop.Of(a, s)),
        Shadows = a.List(v.Shadows, s => ShadowVerdict.Of(a, s)),
        Due = a.Maybe(v.Due, d => DueStep.Of(a, d)),
        LawDue = a.Maybe(v.LawDue, d => DueStep.Of(a, d)),
        Signature = a.Bytes(v.Signature),
    });

    private static ActEntry Body(CborArchive a, ActEntry v) => a.Record(5, () =>
    {
        var read = v with
        {
            Case = a.ULong(v.Case),
            Product = a.ULong(v.Product),
            Opening = a.MaybeObject(v.Opening, o => ActOpening.Of(a, o)),
            Seal = a.Maybe(v.Seal, s => ActSeal.Of(a, s)),
        };
        return a.MaybeObject(read.Seal is null ? read : null, c => Content(a, c ?? read)) switch
        {
            null when read.Seal is not null => read with { Trigger = read.Opening is null ? ActTrigger.Sealed : ActTrigger.Opened },
            { } open when read.Seal is null && open.Trigger != ActTrigger.Sealed => open,
            _ => throw new CborContentException("an act that is neither open nor sealed"),
        };
    });

    private bool IsThreaded()
    {
        if (Envelope.Lineage.Count != Lines.Length + 1 || Envelope.Lineage[^1].Subject != Case) return false;
        for (var i = 0; i < Lines.Length; i++)
            if (Envelope.Lineage[i].Subject != Lines[i].Account) return false;
        return (Trigger == ActTrigger.Opened) == (Opening is not null) && (Opening is null || Case == Envelope.Index);
    }
}
