using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Checks the decider's own signature: demanded where the step says <c>signed</c>, and never wrong where one is given.</summary>
internal sealed class Signing(CaseTables tables)
{
    public CaseOutcome Check(
        CaseRecord record, int step, CommandHead head, DecisionVerb verb, string name, ActDecider decider,
        ImmutableArray<EvidenceFiled> evidence, ulong request, ReadOnlyMemory<byte> signature)
    {
        var product = record.View.Product;
        if (signature.IsEmpty) return product.Steps[step].Signed ? CaseOutcome.SignatureMissing : CaseOutcome.Accepted;
        var statement = new DecisionStatement
        {
            Origin = tables.Origin,
            Command = head.Id,
            Product = tables.Products.Get(record.Product).Compiled,
            Verb = verb,
            Case = record.Opened,
            HeadSeen = record.Head,
            Request = request,
            Step = step,
            StepName = product.Steps[step].Name,
            As = name,
            RecordedFor = decider.RecordedFor is { } other ? product.Authorities[other].Name : "",
            Evidence = [.. evidence.Select(e => new StatedEvidence(product.Evidence[e.Kind].Name, e))],
        };
        return SignedDecision.Check(tables.Registry, tables.Options.Signatures, head.Actor, statement.ToBytes(), signature) == SignatureVerdict.Valid
            ? CaseOutcome.Accepted
            : CaseOutcome.SignatureInvalid;
    }
}
