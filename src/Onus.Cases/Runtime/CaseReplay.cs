using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Folds the entries of a log, one after the other.</summary>
internal sealed class CaseReplay(CaseTables tables, ActFold fold, CaseRules rules, StepRules steps, RequestRules requests, AfterRules after, CaseCharter charter,
    OutageRules outages)
{
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (tables.Charter.Apply(entry))
        {
            charter.Follow(entry);
            return Remember(entry);
        }

        if (after.Apply(entry)) return Remember(entry);
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.Act:
                Invariant.Holds(tables.TryReadAct(entry, out var act));
                fold.Apply(act!);
                return Remember(entry);
            case EntryKind.CaseRefused:
                Invariant.Holds(CaseRefused.TryRead(entry, out var refused));
                rules.Apply(refused!);
                return Remember(entry);
            case EntryKind.Approval:
                Invariant.Holds(ApprovalEntry.TryRead(entry, out var approval));
                steps.Apply(approval!, Find(approval!.Case));
                return Remember(entry);
            case EntryKind.ApprovalWithdrawn:
                Invariant.Holds(ApprovalWithdrawn.TryRead(entry, out var withdrawn));
                steps.Apply(withdrawn!, Find(withdrawn!.Envelope.Lineage[0].Subject));
                return Remember(entry);
            case EntryKind.RequestAsked:
                Invariant.Holds(RequestAsked.TryRead(entry, out var asked));
                requests.Apply(asked!, Find(asked!.Case));
                return Remember(entry);
            case EntryKind.RequestEnded:
                Invariant.Holds(RequestEnded.TryRead(entry, out var ended));
                requests.Apply(ended!, Find(ended!.Envelope.Lineage[0].Subject));
                return Remember(entry);
            case EntryKind.Outage:
                Invariant.Holds(OutageEntry.TryRead(entry, out var outage));
                outages.Apply(outage!);
                return true;
            default:
                return EntryHeader.KindOf(entry.Span) == EntryKind.SealedPart;
        }
    }

    private bool Remember(ReadOnlyMemory<byte> entry)
    {
        if (tables.Has(CaseFault.ForgetCommandsOnRestart)) return true;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        if (!envelope.Command.IsNone && !tables.Ledger.TryFindCommand(envelope.Command, out _)) tables.Ledger.RememberCommand(envelope.Command, envelope.Index, envelope.Time);
        return true;
    }

    private CaseRecord Find(ulong opened)
    {
        Invariant.Holds(tables.Cases.TryGet(opened, out var record));
        return record;
    }
}
