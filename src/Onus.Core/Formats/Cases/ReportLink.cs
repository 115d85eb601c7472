using System.Security.Cryptography;

namespace Onus.Core.Formats;

/// <summary>What comparing an entry of the main log with one of a regulator's log found, in order of precedence.</summary>
public enum ReportLinkOutcome : byte
{
    /// <summary>The regulator's bytes are no entry of a regulator's log.</summary>
    NotRegulatory,

    /// <summary>The main log's bytes are no entry that can cause or change a report.</summary>
    NotMain,

    /// <summary>The regulator's entry names another entry of the main log.</summary>
    OtherMainEntry,

    /// <summary>The main entry names no such place in a regulator's log.</summary>
    OtherPlace,

    /// <summary>The main entry commits to another record than the regulator's entry carries.</summary>
    OtherRecord,

    /// <summary>Each names the other and commits to it.</summary>
    Linked,
}

/// <summary>Compares the two entries that record one thing in two logs. It says nothing of whether they are in those logs.</summary>
public static class ReportLink
{
    /// <summary>Compares them.</summary>
    /// <param name="main">The entry of the main log: an act, the sealed part of one, a deed or an overdue duty.</param>
    /// <param name="regulatory">The entry of the regulator's log.</param>
    /// <param name="place">The place that the main entry names, when they are linked.</param>
    public static ReportLinkOutcome Check(ReadOnlyMemory<byte> main, ReadOnlyMemory<byte> regulatory, out ReportPlace place)
    {
        place = default;
        if (!RegulatorEntry.TryRead(regulatory, out var entry)) return ReportLinkOutcome.NotRegulatory;
        if (!TryReadPlaces(main, out var places) || !EntryHeader.TryRead(main.Span, out var header)) return ReportLinkOutcome.NotMain;
        if (entry!.MainIndex != header.Index || entry.MainLeaf != MerkleHasher.HashLeaf(main.Span)) return ReportLinkOutcome.OtherMainEntry;
        var record = new Hash256(SHA256.HashData(entry.Record.Span));
        var outcome = ReportLinkOutcome.OtherPlace;
        foreach (var named in places)
        {
            if (named.Index != entry.Envelope.Index) continue;
            outcome = ReportLinkOutcome.OtherRecord;
            if (named.Record != record) continue;
            place = named;
            return ReportLinkOutcome.Linked;
        }

        return outcome;
    }

    /// <summary>The places in regulators' logs that an entry of the main log names, in order.</summary>
    /// <returns>False when the entry is of a kind that names none, or does not read.</returns>
    public static bool TryReadPlaces(ReadOnlyMemory<byte> main, out IReadOnlyList<ReportPlace> places)
    {
        places = [];
        switch (EntryHeader.KindOf(main.Span))
        {
            case EntryKind.Act when ActEntry.TryRead(main, out var act):
                places = PlacesOf(act!.Duties);
                return true;
            case EntryKind.SealedPart when SealedPart.TryRead(main, out var part) && Face.TryReadDuties(part!, out var duties):
                places = PlacesOf(duties);
                return true;
            case EntryKind.DutyDone when DutyDone.TryRead(main, out var done):
                places = done!.Place is { } filed ? [filed] : [];
                return true;
            case EntryKind.DutyOverdue when DutyOverdue.TryRead(main, out var overdue):
                places = overdue!.Place is { } late ? [late] : [];
                return true;
            default:
                return false;
        }
    }

    private static List<ReportPlace> PlacesOf(IReadOnlyList<Duty> duties)
    {
        var places = new List<ReportPlace>();
        foreach (var duty in duties)
            if (duty.Place is { } place) places.Add(place);
        return places;
    }
}
