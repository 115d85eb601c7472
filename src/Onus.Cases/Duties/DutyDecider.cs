using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Duties;

/// <summary>Decides whether somebody may say that a duty is done, and makes the entries of duties.</summary>
/// <remarks>Nothing is changed here: the caller adds the entry to its batch and folds it.</remarks>
internal sealed class DutyDecider(DutyBook book, ICaseThreads cases, Registry registry, IActorSignatures signatures)
{
    /// <summary>What becomes of a well-formed command.</summary>
    public CaseOutcome Decide(DischargeDuty command)
    {
        var actor = command.Head.Actor;
        if (!registry.TryGetActor(actor, out _)) return CaseOutcome.ActorNotFound;
        if (!book.TryGet(command.Duty, out var duty) || !cases.TryGet(duty!.Case, out var thread)) return CaseOutcome.DutyNotFound;
        if (!MayDo(actor, command.Deed, duty, thread)) return CaseOutcome.NotAuthorized;
        if (DutyDeeds.WhyNot(duty, command.Deed) is { } refused) return refused;
        if (command.Document is null && NeedsDocument(actor, command.Deed, duty)) return CaseOutcome.DocumentMissing;
        return IsWellSigned(command, duty) ? CaseOutcome.Accepted : CaseOutcome.SignatureInvalid;
    }

    /// <summary>The entry of an accepted command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="front">The envelope, but for kind and lineage.</param>
    public byte[] Write(DischargeDuty command, in EntryEnvelope front)
    {
        var (duty, thread) = Known(command.Duty);
        var entry = new DutyDone(
            front with { Kind = EntryKind.DutyDone, Lineage = [thread.NextLink] }, duty.Case, duty.Name, command.Deed, command.Failure,
            command.Document, PlaceOf(duty, EventOf(command.Deed), command.Document), command.Signature);
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }

    /// <summary>The entry of a duty that was not done in time.</summary>
    /// <param name="key">What fell due.</param>
    /// <param name="front">The envelope of an entry of the engine's own, but for kind and lineage.</param>
    public byte[] WriteOverdue(DueKey key, in EntryEnvelope front)
    {
        Invariant.Holds(key.Kind == DueKind.Duty);
        var (duty, thread) = Known(new DutyName(key.Id, key.Part));
        var entry = new DutyOverdue(
            front with { Kind = EntryKind.DutyOverdue, Lineage = [thread.NextLink] }, duty.Case, duty.Name, duty.Due,
            PlaceOf(duty, ReportEvent.Overdue, null));
        var writer = CborExtensions.NewWriter();
        entry.Write(writer);
        return writer.Encode();
    }

    /// <summary>What a deed is called in a regulator's log.</summary>
    internal static ReportEvent EventOf(DutyDeed deed) => deed switch
    {
        DutyDeed.Filed => ReportEvent.Filed,
        DutyDeed.Acknowledged => ReportEvent.Acknowledged,
        _ => ReportEvent.Failed,
    };

    private (DutyRecord Duty, CaseThread Thread) Known(DutyName name)
    {
        Invariant.Holds(book.TryGet(name, out var duty));
        Invariant.Holds(cases.TryGet(duty!.Case, out var thread));
        return (duty, thread);
    }

    private ReportPlace? PlaceOf(DutyRecord duty, ReportEvent what, Hash256? document) => duty.Regulator is not { } regulator
        ? null
        : new ReportRecord(what, duty.Name, null, document).PlaceAt(regulator, book.NextPlace(regulator));

    /// <summary>Who may say so: of notices and reports, our desks; of acknowledgements, the regulator or our desks; of a
    /// review, who has to hold it.</summary>
    private bool MayDo(ulong actor, DutyDeed deed, DutyRecord duty, in CaseThread thread)
    {
        var product = cases.ProductOf(duty.Product).Product;
        if (duty.Kind == DutyKind.Review) return Is(actor, product.Steps[duty.Step].ReviewedBy!.By, product, thread);
        if (deed is DutyDeed.Acknowledged or DutyDeed.Failed && IsRegulator(actor, duty, product)) return true;
        foreach (var authority in product.Authorities)
            if (product.Parties[authority.Of].Kind == PartyKind.Us && registry.Holds(actor, product.Name, authority.Name)) return true;
        return false;
    }

    private bool Is(ulong actor, Who who, Product product, in CaseThread thread)
    {
        if (who.IsParty)
        {
            var now = thread.Product.Product.Parties;
            for (var i = 0; i < now.Length; i++)
                if (now[i].Name == product.Parties[who.Index].Name) return thread.Parties[i] == actor;
            return false;
        }

        var authority = product.Authorities[who.Index];
        if (registry.Holds(actor, product.Name, authority.Name)) return true;
        foreach (var member in authority.Members)
            if (registry.Holds(actor, product.Name, product.Authorities[member].Name)) return true;
        return false;
    }

    private bool IsRegulator(ulong actor, DutyRecord duty, Product product) =>
        duty.Regulator is { } regulator && registry.Holds(actor, product.Name, RegulatorDesk.AuthorityOf(regulator));

    private bool NeedsDocument(ulong actor, DutyDeed deed, DutyRecord duty) => deed switch
    {
        DutyDeed.Filed => true,
        DutyDeed.Acknowledged => !IsRegulator(actor, duty, cases.ProductOf(duty.Product).Product),
        _ => false,
    };

    private bool IsWellSigned(DischargeDuty command, DutyRecord duty)
    {
        if (command.Signature.IsEmpty) return true;
        if (command.Deed != DutyDeed.Acknowledged) return false;
        var statement = new AcknowledgementStatement(cases.Origin, command.Head.Id, duty.Regulator!, duty.Name, duty.Document, command.Document);
        return SignedDecision.Check(registry, signatures, command.Head.Actor, statement.ToBytes(), command.Signature) == SignatureVerdict.Valid;
    }
}
