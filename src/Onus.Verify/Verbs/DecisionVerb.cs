using System.CommandLine;
using Onus.Core.Formats;
using Onus.Log.Proofs;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify decision</c>: did the holder of this key sign this decision, and is it in the log.</summary>
internal static class DecisionVerb
{
    private const string NoRevocation =
        "That the key still counted: an entry that revoked it before would be in the log too, and only an audit of the whole log shows that there is none.";

    private const string NoIdentity =
        "Who the actor is: the log knows a random token; the operator's register, or the key itself, says whose it is.";

    public static Command Create()
    {
        var verb = new Command("decision", "Verify that a person signed a decision that is in the log.");
        var proofFile = new Argument<FileInfo>("PROOF") { Description = "The .decision-proof file." };
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(proofFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(proofFile);
            if (!DecisionProof.TryParse(InputFile.Read(file, DecisionProof.MaxSize), out var proof, out var error))
                throw new Refusal($"{file} is no decision proof: {error}");

            var findings = new Findings();
            var policy = trust.Read(parsed);
            if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, proof.Checkpoint, policy, "the checkpoint in the proof"))
                return findings.Print(parsed.InvocationConfiguration.Output);

            Check(findings, proof);
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static void Check(Findings findings, DecisionProof proof)
    {
        if (proof.FirstNotInLog() is { } place)
        {
            var what = EntryHeader.TryRead(proof.Entries[place].Span, out var header) ? $"entry {header.Index}" : "bytes that are no entry of Onus";
            findings.Refute($"the proof rests on {what}, and that is not in the log as it stands in the proof.");
            return;
        }

        var check = new DecisionCheck(proof);
        if (check.Verdict != DecisionVerdict.Signed)
        {
            findings.Refute(Say(check.Verdict));
            return;
        }

        var (actor, key) = (check.Actor!, check.Key!);
        findings.Proven(
            $"The actor of entry {actor.Envelope.Index} ({actor.Kind.ToString().ToLowerInvariant()}, token {actor.Token}) signed this decision "
            + $"with the {NameOf(key.Algorithm)} key that entry {key.Envelope.Index} gave them: entry {check.Envelope.Index}, accepted at {check.Envelope.Time}.");
        if (check.Case is { } statement) Say(findings, check, statement);
        if (check.Charter is { } charter) findings.Proven(Say(charter));
        findings.NotProven(NoRevocation);
        findings.NotProven(NoIdentity);
    }

    private static void Say(Findings findings, DecisionCheck check, DecisionStatement statement)
    {
        var product = check.Product!;
        var of = statement.Case == 0 ? "a new case" : $"case {statement.Case} as it stood after entry {statement.HeadSeen}";
        var recorded = statement.RecordedFor.Length > 0 ? $", recording an act of {statement.RecordedFor}" : "";
        findings.Proven(
            $"They signed: as {statement.As}{recorded}, {statement.Verb.ToString().ToLowerInvariant()} '{statement.StepName}' of {of}, "
            + $"under {product.Name} version {product.Version}, enacted by entry {product.Envelope.Index}.");
        foreach (var (name, given) in statement.Facts)
            findings.Proven($"With the fact {name}: {(given.Commitment is { } hidden ? $"committed to as {hidden}" : given.Value)}.");
        foreach (var (name, filed) in statement.Evidence) findings.Proven($"With the evidence {name}: {filed.Commitment}.");
        if (check.Grant is { } grant) findings.Proven($"Entry {grant.Envelope.Index} gave them the authority {grant.Authority}.");
        else findings.NotProven($"That they held {statement.As}: the proof shows no grant.");
    }

    private static string Say(CharterStatement charter)
    {
        var act = string.Concat(charter.Act.Kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));
        return charter.Verb switch
        {
            CharterVerb.Propose => $"They signed: propose to {act}; it takes effect when a second person seconds it.",
            CharterVerb.Second => $"They signed: second entry {charter.Proposal}, to {act}.",
            _ => $"They signed: {act}.",
        };
    }

    private static string NameOf(KeyAlgorithm algorithm) => algorithm == KeyAlgorithm.Ed25519 ? "Ed25519" : "ECDSA P-256";

    private static string Say(DecisionVerdict verdict) => verdict switch
    {
        DecisionVerdict.NoDecision => "the first entry of the proof is none that a person decides by.",
        DecisionVerdict.SealedAct => "the act is confidential: its public entry does not show what was decided. Ask for the sealed part.",
        DecisionVerdict.NotSigned => "the entry of the decision carries no signature of a person.",
        DecisionVerdict.KeyMissing => "the key that the signature names is not in the proof.",
        DecisionVerdict.KeyOfAnother => "the key is another actor's than the one who decided, or was added after the decision.",
        DecisionVerdict.ActorMissing => "the entry that registered the actor is not in the proof.",
        DecisionVerdict.NoStatement => "the signed bytes in the proof are no statement of a decision.",
        DecisionVerdict.OtherLog => "the signed statement is of another log than the checkpoint.",
        DecisionVerdict.OtherDecision => "the signed statement says another thing than the entry of the decision.",
        DecisionVerdict.ProductMissing => "the entry that enacted the product of the statement is not in the proof.",
        DecisionVerdict.OpeningMissing => "the entry that opened the approved case is not in the proof.",
        _ => "the signature is not of this key over this statement: forged or damaged.",
    };
}
