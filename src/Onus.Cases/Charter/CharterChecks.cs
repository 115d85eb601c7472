using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Whether an act of the charter is possible as things stand: when it is proposed, and again when it takes effect.</summary>
internal sealed class CharterChecks(Charter charter, LedgerState ledger, IActorSignatures signatures, ICharterCases cases)
{
    private readonly EnactmentChecks _enactment = new(charter, ledger);

    /// <summary>Accepted, or what stands against it and what that is about.</summary>
    public CharterOutcome Check(CharterAct act, out long about)
    {
        about = -1;
        return act switch
        {
            RegisterActor a => charter.Registry.TryFindActor(a.Token, out _) ? CharterOutcome.TokenTaken : CharterOutcome.Accepted,
            AddKey a => Check(a),
            RevokeKey a => Check(a),
            GrantAuthority a => Check(a),
            RevokeAuthority a => Check(a),
            EnactProduct a => _enactment.Check(a, out about),
            UpdateCalendar a => Check(a),
            RotateLogKey a => Check(a),
            AcceptLoss a => charter.UnacceptedLoss == a.Restored ? CharterOutcome.Accepted : CharterOutcome.LossNotFound,
            PermitDestruction a => Check(a),
            MigrateCase a => cases.Check(a, out about),
            CourtOrder a => cases.Check(a, out about),
            _ => throw new InvariantViolation("an act of no known kind"),
        };
    }

    private CharterOutcome Check(AddKey act)
    {
        if (!charter.Registry.TryGetActor(act.Actor, out _)) return CharterOutcome.SubjectUnknown;
        return charter.Registry.IsKnownKey(act.PublicKey.Span) ? CharterOutcome.KeyTaken : CharterOutcome.Accepted;
    }

    private CharterOutcome Check(RevokeKey act)
    {
        if (!charter.Registry.TryGetKey(act.Key, out var key)) return CharterOutcome.KeyNotFound;
        if (key.Revoked is not null) return CharterOutcome.AlreadyRevoked;
        if (!charter.Signed) return CharterOutcome.Accepted;

        // Who cannot sign cannot act: the last keys of the last ones who govern the log stay until others are there.
        foreach (var office in CharterOffice.OfFounders)
        {
            if (!charter.Registry.Holds(key.Actor, CharterOffice.Product, office)) continue;
            var able = charter.Registry.HoldersOf(CharterOffice.Product, office)
                .Count(holder => charter.Registry.KeysOf(holder).Any(k => k.Revoked is null && k.Entry != key.Entry));
            if (able < Needed) return CharterOutcome.TooFewLeft;
        }

        return CharterOutcome.Accepted;
    }

    private CharterOutcome Check(GrantAuthority act)
    {
        if (!charter.Registry.TryGetActor(act.Actor, out var actor)) return CharterOutcome.SubjectUnknown;
        bool personsOnly;
        if (RegulatorDesk.RegulatorOf(act.Authority) is { } regulator)
        {
            if (charter.Products.VersionsOf(act.Product) is not [.., var supervised]) return CharterOutcome.ProductNotFound;
            if (!supervised.Product.Perimeter.Regulators.Any(known => known.Name == regulator)) return CharterOutcome.AuthorityUnknown;
            personsOnly = false;
        }
        else if (act.Product == CharterOffice.Product)
        {
            if (!CharterOffice.All.Contains(act.Authority)) return CharterOutcome.AuthorityUnknown;
            personsOnly = act.Authority != CharterOffice.Onboarder;
        }
        else
        {
            if (charter.Products.VersionsOf(act.Product) is not [.., var latest]) return CharterOutcome.ProductNotFound;
            var authorities = latest.Product.Authorities;
            var place = FirstNamed(authorities.AsSpan(), act.Authority);
            if (place < 0 || !authorities[place].Members.IsEmpty) return CharterOutcome.AuthorityUnknown;
            personsOnly = authorities.Any(quorum => quorum.Quorum > 1 && quorum.Members.Contains(place));
        }

        if (personsOnly && actor.Kind != ActorKind.Person) return CharterOutcome.NotAPerson;
        return charter.Registry.Holds(act.Actor, act.Product, act.Authority) ? CharterOutcome.AlreadyHeld : CharterOutcome.Accepted;
    }

    private CharterOutcome Check(RevokeAuthority act)
    {
        if (!charter.Registry.TryGetGrant(act.Grant, out var grant)) return CharterOutcome.GrantNotFound;
        if (grant.Product != CharterOffice.Product || !CharterOffice.OfFounders.Contains(grant.Authority)) return CharterOutcome.Accepted;
        var able = charter.Registry.HoldersOf(grant.Product, grant.Authority).Count(holder => holder != grant.Actor && CanAct(holder));
        return able < Needed ? CharterOutcome.TooFewLeft : CharterOutcome.Accepted;
    }

    private CharterOutcome Check(UpdateCalendar act)
    {
        var calendars = charter.Products.Calendars;
        if (!calendars.TryFind(act.New, out var newer)) return CharterOutcome.CalendarUnknown;
        if (!calendars.TryFind(act.Old, out var old) || calendars.Latest(act.Old) != act.Old) return CharterOutcome.CalendarNotInUse;
        return newer.LastYear < old.LastYear || newer.FirstYear > old.FirstYear || !calendars.CanReplace(act.Old, act.New)
            ? CharterOutcome.CalendarNotNewer
            : CharterOutcome.Accepted;
    }

    private CharterOutcome Check(RotateLogKey act)
    {
        if (!charter.LogKey.AsSpan().SequenceEqual(act.Old.Span) || act.Old.Span.SequenceEqual(act.New.Span))
            return CharterOutcome.LogKeyDiffers;
        var statement = KeyRotationStatement.ToBytes(charter.Origin, act.Old.Span, act.New.Span);
        return signatures.Verify(KeyAlgorithm.Ed25519, act.Old.Span, statement, act.OldSignature.Span)
            && signatures.Verify(KeyAlgorithm.Ed25519, act.New.Span, statement, act.NewSignature.Span)
                ? CharterOutcome.Accepted
                : CharterOutcome.LogKeyNotSigned;
    }

    private CharterOutcome Check(PermitDestruction act)
    {
        if (!cases.Exists(act.Case)) return CharterOutcome.CaseNotFound;
        return charter.PermitsDestruction(act.Case, act.Commitment) ? CharterOutcome.AlreadyPermitted : CharterOutcome.Accepted;
    }

    /// <summary>How many must be able to act for an authority of the charter.</summary>
    private int Needed => charter.Alone ? 1 : 2;

    private bool CanAct(ulong holder) => !charter.Signed || charter.Registry.KeysOf(holder).Any(key => key.Revoked is null);

    private static int FirstNamed(ReadOnlySpan<Authority> authorities, string name)
    {
        for (var i = 0; i < authorities.Length; i++)
            if (authorities[i].Name == name) return i;
        return -1;
    }
}
