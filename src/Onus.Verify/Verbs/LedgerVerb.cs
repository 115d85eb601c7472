using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Proofs;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify balance|statement|total</c>: what the ledger held, by a ledger proof.</summary>
internal static class LedgerVerb
{
    /// <summary>The verb of one kind of proof.</summary>
    public static Command Create(LedgerProofKind kind)
    {
        var verb = new Command(NameOf(kind), kind switch
        {
            LedgerProofKind.Balance => "Verify what an account held, by its ledger proof.",
            LedgerProofKind.Statement => "Verify that these are all the entries of an account, by its ledger proof.",
            _ => "Verify the sum of all balances of a book, by its ledger proof.",
        });
        var proofFile = new Argument<FileInfo>("PROOF") { Description = "The .ledger-proof file." };
        var trust = Trust.AddTo(verb);
        var auditors = Auditors.AddTo(verb);
        verb.Arguments.Add(proofFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(proofFile);
            if (!LedgerProof.TryParse(InputFile.Read(file, LedgerProof.MaxSize), out var proof, out var error))
                throw new Refusal($"{file} is no ledger proof: {error}");
            if (proof.Kind != kind) throw new Refusal($"{file} is the proof of a {NameOf(proof.Kind)}: use 'onus-verify {NameOf(proof.Kind)}'");

            var findings = new Findings();
            var policy = trust.Read(parsed);
            if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, proof.Checkpoint, policy, "the checkpoint in the proof"))
                return findings.Print(parsed.InvocationConfiguration.Output);

            if (Check(findings, proof)) auditors.Say(findings, parsed, proof.Checkpoint);
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static bool Check(Findings findings, LedgerProof proof)
    {
        if (proof.FirstNotInLog() is { } missing)
        {
            findings.Refute($"the proof rests on entry {missing}, and that is not in the log as it stands in the proof.");
            return false;
        }

        if (proof.VerifyState() is var outcome && outcome != StateProofOutcome.Proven)
        {
            findings.Refute($"the proof does not hold together: {Say(outcome)}.");
            return false;
        }

        Say(findings, proof);
        return true;
    }

    private static void Say(Findings findings, LedgerProof proof)
    {
        var total = proof.Total!;
        Invariant.Holds(StateRootEntry.TryRead(total.RootEntry, out var root));
        var at = $"after the first {root!.AsOf} entries, by the state root in entry {root.Envelope.Index} ({root.Envelope.Time})";
        if (proof.Balance is { } balance)
        {
            var sums = balance.Leaf.Balances;
            findings.Proven($"The account opened by entry {balance.Leaf.Account} had {Amounts(sums)}, {at}.");
        }

        findings.Proven(
            $"In its book, opened by entry {total.Leaf.Book}, all {total.Leaf.Accounts} accounts together have debits equal to credits: "
            + $"{total.Totals.DebitsPosted} posted and {total.Totals.DebitsPending} pending, in minor units.");
        if (proof.Statement is not { } statement) return;
        var since = statement.Opening is { } opening ? $"after entry {opening.Leaf.Head}" : "since the account was opened";
        findings.Proven($"These {statement.Entries.Count} entries are all that the account had {since}: each names the one before it, and none is missing.");
    }

    private static string Amounts(in Balances sums) =>
        $"debits of {sums.DebitsPosted} and credits of {sums.CreditsPosted} posted, {sums.DebitsPending} and {sums.CreditsPending} pending, in minor units";

    private static string Say(StateProofOutcome outcome) => outcome switch
    {
        StateProofOutcome.NoStateRoot => "the entry that should carry the root is no state root",
        StateProofOutcome.BookNotUnderRoot => "the book does not lead to the state root",
        StateProofOutcome.BookNotBalanced => "debits and credits of the book are not equal",
        StateProofOutcome.AccountNotUnderBook => "the account does not lead to the root of its book",
        StateProofOutcome.HeadOutOfPlace => "the account's last entry is not before the state root",
        StateProofOutcome.EndsDiffer => "the two ends of the statement are not of one account, or in the wrong order",
        StateProofOutcome.EntryNotOfAccount => "an entry of the statement is not an entry of the account",
        StateProofOutcome.EntryMissing => "an entry is missing, doubled or out of order",
        StateProofOutcome.SumOutOfRange => "an entry would take a sum below zero or beyond 128 bits",
        _ => "the entries do not lead to the balance that the closing root commits to",
    };

    private static string NameOf(LedgerProofKind kind) => kind switch
    {
        LedgerProofKind.Balance => "balance",
        LedgerProofKind.Statement => "statement",
        _ => "total",
    };
}
