using Onus.Core.Formats;
using Onus.Log.Notes;

namespace Onus.Log.Proofs;

/// <summary>What a decision proof shows, or the first thing that is wrong with it.</summary>
public enum DecisionVerdict : byte
{
    /// <summary>The holder of the key signed exactly this decision.</summary>
    Signed,

    /// <summary>The first entry is none that a person decides by.</summary>
    NoDecision,

    /// <summary>The act is confidential: its public entry does not show what was decided.</summary>
    SealedAct,

    /// <summary>The entry carries no signature.</summary>
    NotSigned,

    /// <summary>The key's entry is missing, or its key is not the one that the signature names.</summary>
    KeyMissing,

    /// <summary>The key is another actor's than the one who decided, or was added after the decision.</summary>
    KeyOfAnother,

    /// <summary>The actor's entry is missing.</summary>
    ActorMissing,

    /// <summary>The bytes that should have been signed are no statement.</summary>
    NoStatement,

    /// <summary>The statement is of another log.</summary>
    OtherLog,

    /// <summary>The statement says another thing than the entry.</summary>
    OtherDecision,

    /// <summary>The entry that enacted the product is missing, or enacted another one.</summary>
    ProductMissing,

    /// <summary>The entry that opened the approved case is missing.</summary>
    OpeningMissing,

    /// <summary>The signature is over other bytes, or by another key.</summary>
    Forged,
}

/// <summary>Whether the holder of a key signed the decision that an entry records: everything but whether the entries are in
/// the log.</summary>
public sealed class DecisionCheck
{
    private static readonly ActorSignatures Signatures = new();

    private readonly DecisionProof _proof;

    /// <summary>Checks a proof.</summary>
    public DecisionCheck(DecisionProof proof)
    {
        _proof = proof;
        Verdict = Check();
    }

    /// <summary>What the proof shows.</summary>
    public DecisionVerdict Verdict { get; }

    /// <summary>The front of the decision's entry.</summary>
    public EntryEnvelope Envelope { get; private set; }

    /// <summary>The key that signed; null where it is missing.</summary>
    public KeyAdded? Key { get; private set; }

    /// <summary>The actor who decided; null where it is missing.</summary>
    public ActorRegistered? Actor { get; private set; }

    /// <summary>The statement of a decision in a case; null otherwise.</summary>
    public DecisionStatement? Case { get; private set; }

    /// <summary>The statement of an act of the charter; null otherwise.</summary>
    public CharterStatement? Charter { get; private set; }

    /// <summary>The product of the case; null for an act of the charter.</summary>
    public ProductEnacted? Product { get; private set; }

    /// <summary>The grant under which the actor decided; null where it is not shown.</summary>
    public AuthorityGranted? Grant { get; private set; }

    private DecisionVerdict Check()
    {
        var entry = _proof.Entries[0];
        if (!SignedEntry.TryRead(entry, out var decision)) return DecisionVerdict.NoDecision;
        Envelope = decision.Envelope;
        if (decision.Act?.Seal is not null) return DecisionVerdict.SealedAct;
        if (!DecisionSignature.TryRead(decision.Signature, out var signature)) return DecisionVerdict.NotSigned;

        Key = Find<KeyAdded>(KeyAdded.TryRead, key => key.Envelope.Index == signature.Key);
        if (Key is null) return DecisionVerdict.KeyMissing;
        if (Key.Actor != Envelope.Actor || Key.Envelope.Index >= Envelope.Index) return DecisionVerdict.KeyOfAnother;
        Actor = Find<ActorRegistered>(ActorRegistered.TryRead, actor => actor.Envelope.Index == Key.Actor);
        if (Actor is null) return DecisionVerdict.ActorMissing;

        var verdict = decision.CharterAct is null ? CheckCase(decision) : CheckCharter(decision);
        if (verdict != DecisionVerdict.Signed) return verdict;
        return Signatures.Verify(Key.Algorithm, Key.PublicKey.Span, _proof.Statement.Span, signature.Bytes.Span)
            ? DecisionVerdict.Signed
            : DecisionVerdict.Forged;
    }

    private DecisionVerdict CheckCharter(SignedEntry decision)
    {
        if (!CharterStatement.TryRead(_proof.Statement, out var statement)) return DecisionVerdict.NoStatement;
        Charter = statement!;
        if (Charter.Origin != _proof.Checkpoint.Checkpoint.Origin) return DecisionVerdict.OtherLog;
        return Charter.Command == Envelope.Command && Charter.Verb == decision.Verb && Charter.Proposal == decision.Proposal
            && Charter.Act.ToBytes().AsSpan().SequenceEqual(decision.CharterAct!.ToBytes())
                ? DecisionVerdict.Signed
                : DecisionVerdict.OtherDecision;
    }

    private DecisionVerdict CheckCase(SignedEntry decision)
    {
        if (!DecisionStatement.TryRead(_proof.Statement, out var statement)) return DecisionVerdict.NoStatement;
        Case = statement!;
        if (Case.Origin != _proof.Checkpoint.Checkpoint.Origin) return DecisionVerdict.OtherLog;
        if (Case.Command != Envelope.Command || !(decision.Act is { } act ? Says(Case, act) : Says(Case, decision.Approval!)))
            return DecisionVerdict.OtherDecision;

        var product = decision.Act?.Product;
        if (decision.Approval is { } approval)
        {
            product = Find<ActEntry>(ActEntry.TryRead, opening => opening.Envelope.Index == approval.Case && opening.Opening is not null)?.Product;
            if (product is null) return DecisionVerdict.OpeningMissing;
        }

        Product = Find<ProductEnacted>(ProductEnacted.TryRead, p => p.Envelope.Index == product && p.Compiled == Case.Product);
        Grant = Find<AuthorityGranted>(AuthorityGranted.TryRead, g =>
            g.Actor == Envelope.Actor && g.Product == Product?.Name && g.Authority == Case.As && g.Envelope.Index < Envelope.Index);
        return Product is null ? DecisionVerdict.ProductMissing : DecisionVerdict.Signed;
    }

    private static bool Says(DecisionStatement statement, ActEntry act)
    {
        var opens = statement.Verb == DecisionVerb.Open;
        var trigger = statement.Verb switch
        {
            DecisionVerb.Open => ActTrigger.Opened,
            DecisionVerb.Take => ActTrigger.Taken,
            DecisionVerb.Grant => ActTrigger.RequestGranted,
            _ => ActTrigger.Lapsed,
        };
        return act.Trigger == trigger && trigger != ActTrigger.Lapsed
            && statement.Case == (opens ? 0 : act.Case) && statement.HeadSeen == (act.HeadSeen ?? 0)
            && statement.Request == (act.Request ?? 0)
            && (opens ? statement.Step == -1 : act.Firings.Length > 0 && act.Firings[0].Step == statement.Step)
            && act.Facts.AsSpan().SequenceEqual([.. statement.Facts.Select(fact => fact.Given)])
            && act.Evidence.AsSpan().SequenceEqual([.. statement.Evidence.Select(filed => filed.Filed)]);
    }

    private static bool Says(DecisionStatement statement, ApprovalEntry approval) =>
        statement.Verb == DecisionVerb.Approve && statement.Case == approval.Case && statement.Step == approval.Step
        && statement.HeadSeen == approval.HeadSeen && statement.Facts.IsEmpty && statement.Evidence.IsEmpty;

    private delegate bool Reader<T>(ReadOnlyMemory<byte> entry, out T? read);

    private T? Find<T>(Reader<T> reader, Func<T, bool> isIt)
        where T : class
    {
        foreach (var entry in _proof.Entries)
            if (reader(entry, out var read) && isIt(read!)) return read;
        return null;
    }
}
