using System.Security.Cryptography;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Engine.Regulators;

/// <summary>Makes the records of regulators' logs from entries of the main log: a pure function of them.</summary>
internal sealed class Projection(IEntryReader main)
{
    private readonly LoggedProducts _products = new(main);

    /// <summary>What a regulator's log says at a place that an entry of the main log names.</summary>
    /// <param name="entry">The main entry.</param>
    /// <param name="place">The place.</param>
    /// <exception cref="InvariantViolation">The main entry commits to another record: the log contradicts itself.</exception>
    public (ReportRecord Record, EntryHeader Header) RecordOf(ReadOnlyMemory<byte> entry, in ReportPlace place)
    {
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
        var record = header.Kind switch
        {
            EntryKind.Act => OfAct(entry, place),
            EntryKind.SealedPart => OfSealed(entry, header.Index, place),
            EntryKind.DutyDone => OfDeed(entry),
            _ => OfOverdue(entry),
        };
        Invariant.Holds(new Hash256(SHA256.HashData(record.ToBytes())) == place.Record);
        return (record, header);
    }

    private ReportRecord OfAct(ReadOnlyMemory<byte> entry, in ReportPlace place)
    {
        Invariant.Holds(ActEntry.TryRead(entry, out var act));
        return OfDuty(act!, place);
    }

    private ReportRecord OfSealed(ReadOnlyMemory<byte> entry, ulong index, in ReportPlace place)
    {
        // The act follows its sealed part in the same batch.
        Invariant.Holds(main.TryRead(index + 1, out var bytes) && ActEntry.TryRead(bytes, out _) && SealedPart.TryRead(entry, out _));
        ActEntry.TryRead(bytes, out var act);
        SealedPart.TryRead(entry, out var part);
        Invariant.Holds(Face.TryOpen(act!, part!, out var full));
        return OfDuty(full!, place);
    }

    private ReportRecord OfDuty(ActEntry act, in ReportPlace place)
    {
        for (var ordinal = 0; ordinal < act.Duties.Length; ordinal++)
        {
            var duty = act.Duties[ordinal];
            if (duty.Place != place) continue;
            var (product, compiled) = _products.Get(act.Product);
            var step = product.Steps[act.Firings[duty.Firing].Step];
            return new ReportRecord(
                ReportEvent.Due, new DutyName(act.Envelope.Index, ordinal),
                DutyPlanner.SubjectOf(product, compiled, act.Case, step, duty.Clause, duty.Due), null);
        }

        throw new InvariantViolation($"entry {act.Envelope.Index} names no place {place.Index} in the log of {place.Regulator}");
    }

    private static ReportRecord OfDeed(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(DutyDone.TryRead(entry, out var done));
        return new ReportRecord(DutyDecider.EventOf(done!.Deed), done.Duty, null, done.Document);
    }

    private static ReportRecord OfOverdue(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(DutyOverdue.TryRead(entry, out var overdue));
        return new ReportRecord(ReportEvent.Overdue, overdue!.Duty, null, null);
    }
}
