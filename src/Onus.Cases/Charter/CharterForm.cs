using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>What is wrong with a command of the charter whatever the state is.</summary>
internal sealed class CharterForm(IActorSignatures signatures)
{
    /// <summary>The most characters of an origin.</summary>
    private const int MaxOrigin = 200;

    /// <summary>The first fault, below 64; accepted where there is none.</summary>
    public CharterOutcome Check(CharterCommand command)
    {
        var head = command.Head;
        if (head.Id.IsNone) return CharterOutcome.IdMustNotBeZero;
        if (!head.Id.IsVersion7) return CharterOutcome.IdMustBeVersion7;
        if (head.Actor > TransferLayout.MaxIndex) return CharterOutcome.ActorOutOfRange;
        return command switch
        {
            FoundCharter found => Check(found),
            PublishText publish => publish.Text.Length is > 0 and <= TextBook.MaxText
                ? CharterOutcome.Accepted : CharterOutcome.TextOutOfRange,
            DoAct act => First(Check(act.Act), CheckSignature(act.Signature)),
            SecondAct second => First(Named(second.Proposal), CheckSignature(second.Signature)),
            EndProposal end => Named(end.Proposal),
            _ => throw new InvariantViolation("a command of no known kind"),
        };
    }

    private CharterOutcome Check(FoundCharter found)
    {
        if (!IsOrigin(found.Origin)) return CharterOutcome.OriginMalformed;
        if (found.Founders.Length is 0 or > GenesisEntry.MaxFounders || (found.Founders.Length == 1) != found.Alone)
            return CharterOutcome.FoundersMalformed;
        for (var i = 0; i < found.Founders.Length; i++)
            for (var j = 0; j < i; j++)
                if (found.Founders[i].Token == found.Founders[j].Token
                    || found.Founders[i].PublicKey.Span.SequenceEqual(found.Founders[j].PublicKey.Span))
                    return CharterOutcome.FoundersMalformed;
        foreach (var founder in found.Founders)
        {
            if (founder.Token.IsNone) return CharterOutcome.SubjectMustNotBeZero;
            if (!signatures.IsKey(founder.Algorithm, founder.PublicKey.Span)) return CharterOutcome.KeyMalformed;
        }

        return IsLogKey(found.LogKey) ? CharterOutcome.Accepted : CharterOutcome.KeyMalformed;
    }

    private CharterOutcome Check(CharterAct act) => act switch
    {
        RegisterActor a => a.Token.IsNone ? CharterOutcome.SubjectMustNotBeZero : CharterOutcome.Accepted,
        AddKey a => First(Named(a.Actor), signatures.IsKey(a.Algorithm, a.PublicKey.Span) ? CharterOutcome.Accepted : CharterOutcome.KeyMalformed),
        RevokeKey a => Named(a.Key),
        GrantAuthority a => First(Named(a.Actor), IsName(a.Authority) && a.Product.Length <= CharterAct.MaxName
            ? CharterOutcome.Accepted : CharterOutcome.NameMalformed),
        RevokeAuthority a => Named(a.Grant),
        EnactProduct a => Few(a.Parties.Length, a.Accounts.Length),
        UpdateCalendar => CharterOutcome.Accepted,
        RotateLogKey a => Check(a),
        AcceptLoss a => Check(a),
        PermitDestruction a => Named(a.Case),
        MigrateCase a => First(First(Named(a.Case), Named(a.Product)),
            Few(a.Parties.Length, a.Accounts.Length, a.Facts.Length, a.Legs.Length, a.Moves.Length)),
        CourtOrder a => First(Named(a.Case), Few(a.Legs.Length, a.Moves.Length)),
        _ => throw new InvariantViolation("an act of no known kind"),
    };

    private CharterOutcome Check(RotateLogKey act)
    {
        if (!IsLogKey(act.Old) || !IsLogKey(act.New)) return CharterOutcome.KeyMalformed;
        return act.OldSignature.Length == DecisionSignature.SignatureSize && act.NewSignature.Length == DecisionSignature.SignatureSize
            ? CharterOutcome.Accepted
            : CharterOutcome.SignatureMalformed;
    }

    private CharterOutcome Check(AcceptLoss act)
    {
        if (!IsOrigin(act.Origin)) return CharterOutcome.OriginMalformed;
        return First(Named(act.Restored), IsLogKey(act.LogKey) ? CharterOutcome.Accepted : CharterOutcome.KeyMalformed);
    }

    private bool IsLogKey(ReadOnlyMemory<byte> key) => signatures.IsKey(KeyAlgorithm.Ed25519, key.Span);

    private static CharterOutcome CheckSignature(ReadOnlyMemory<byte> signature) =>
        signature.Length is 0 or DecisionSignature.Size ? CharterOutcome.Accepted : CharterOutcome.SignatureMalformed;

    private static CharterOutcome Named(ulong entry) =>
        entry == 0 ? CharterOutcome.SubjectMustNotBeZero : CharterOutcome.Accepted;

    private static CharterOutcome Few(params ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
            if (count > CharterAct.MaxItems) return CharterOutcome.TooManyItems;
        return CharterOutcome.Accepted;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= CharterAct.MaxName;

    private static bool IsOrigin(string origin) => origin.Length is > 0 and <= MaxOrigin;

    /// <summary>The one that comes first in the list of outcomes; accepted where both are.</summary>
    private static CharterOutcome First(CharterOutcome one, CharterOutcome other)
    {
        if (one == CharterOutcome.Accepted) return other;
        return other == CharterOutcome.Accepted || one < other ? one : other;
    }
}
