using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Which rules decide which command, and which entry says what was asked.</summary>
internal sealed class CaseRules(
    CaseTables tables, OpenRules open, StepRules steps, MatterRules matter, RequestRules requests, AfterRules after)
{
    public Verdict Decide(CaseCommand command, LogTime now)
    {
        if (!tables.Registry.TryGetActor(command.Head.Actor, out _)) return Verdict.Refuse(CaseOutcome.ActorNotFound);
        if (command is OpenCase opened) return open.Decide(opened, now);
        return command switch
        {
            TakeStep c => In(c.Case, record => steps.Decide(c, record, now)),
            GiveFacts c => In(c.Case, record => matter.Decide(c, record, now)),
            FileEvidence c => In(c.Case, record => matter.Decide(c, record, now)),
            AskRequest c => In(c.Case, record => requests.Decide(c, record, now)),
            AnswerRequest c => In(c.Case, record => requests.Decide(c, record, now)),
            ApproveStep c => In(c.Case, record => steps.Decide(c, record, now)),
            WithdrawApproval c => In(c.Case, record => steps.Decide(c, record)),
            _ => after.Decide(command),
        };
    }

    /// <summary>Folds a refusal: it has its place in the case's history, and nothing else changes.</summary>
    public void Apply(CaseRefused entry)
    {
        if (!tables.Cases.TryGet(entry.Case, out var record)) return;
        record.Advance(entry.Envelope.Lineage[0], entry.Envelope.Index, isMaterial: tables.Has(CaseFault.MoveTheHeadOnRefusals));
        tables.Cases.Put(record, wasOpen: record.ClosedAt is null);
    }

    /// <summary>The command that an entry answers, as it was given; null where it answers none of a case.</summary>
    public CaseCommand? CommandOf(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.Act when tables.TryReadAct(entry, out var act):
                return act.Envelope.Command.IsNone ? null : CommandOf(act);
            case EntryKind.CaseRefused when CaseRefused.TryRead(entry, out var refused):
                return CaseCommandCodec.TryDecode(refused!.Content, HeadOf(refused.Envelope), out var command) ? command : null;
            case EntryKind.Approval when ApprovalEntry.TryRead(entry, out var approval):
                var shape = ShapeOfCase(approval!.Case);
                return new ApproveStep(HeadOf(approval.Envelope), approval.Case, shape.Product.Steps[approval.Step].Name,
                    shape.Product.Authorities[approval.Authority].Name, approval.HeadSeen, approval.Signature);
            case EntryKind.ApprovalWithdrawn when ApprovalWithdrawn.TryRead(entry, out var withdrawn):
                return new WithdrawApproval(HeadOf(withdrawn!.Envelope), withdrawn.Envelope.Lineage[0].Subject, withdrawn.Approval);
            case EntryKind.RequestAsked when RequestAsked.TryRead(entry, out var asked):
                var product = ShapeOfCase(asked!.Case).Product;
                return new AskRequest(HeadOf(asked.Envelope), asked.Case, product.Steps[asked.Step].Name,
                    Facts(product, asked.Facts), Evidence(product, asked.Evidence));
            case EntryKind.RequestEnded when RequestEnded.TryRead(entry, out var ended) && !ended!.Envelope.Command.IsNone:
                var subject = ended.Envelope.Lineage[0].Subject;
                return new AnswerRequest(HeadOf(ended.Envelope), subject, ended.Request, ended.Outcome != CaseOutcome.RequestRefused,
                    NameOf(ShapeOfCase(subject).Product, ended.Decider), ended.HeadSeen ?? 0, ended.Signature);
            default:
                return AfterRules.CommandOf(entry);
        }
    }

    private CaseCommand? CommandOf(ActEntry act)
    {
        var product = tables.Products.Get(act.Product).Product;
        var (head, name) = (HeadOf(act.Envelope), NameOf(product, act.Decider));
        return act.Trigger switch
        {
            ActTrigger.Opened => Opening(act, product, head, name),
            ActTrigger.Taken => new TakeStep(head, act.Case, product.Steps[act.Firings[0].Step].Name, name, act.HeadSeen ?? 0,
                Evidence(product, act.Evidence), act.Signature),
            ActTrigger.FactGiven => new GiveFacts(head, act.Case, name, Facts(product, act.Facts)),
            ActTrigger.EvidenceFiled => new FileEvidence(head, act.Case, name, Evidence(product, act.Evidence)),
            ActTrigger.RequestGranted => new AnswerRequest(head, act.Case, act.Request ?? 0, Grant: true, name, act.HeadSeen ?? 0, act.Signature),
            _ => null,
        };
    }

    private OpenCase Opening(ActEntry act, Product product, CommandHead head, string name)
    {
        var enacted = tables.Products.Get(act.Product);
        var opening = act.Opening!;
        var parties = ImmutableArray.CreateBuilder<PartyInput>();
        for (var i = 0; i < opening.Parties.Length; i++)
            if (enacted.Parties[i] == 0) parties.Add(new PartyInput(product.Parties[i].Name, opening.Parties[i]));
        var accounts = ImmutableArray.CreateBuilder<AccountInput>();
        foreach (var (account, place) in tables.ShapeOf(act.Product).Accounts.OrderBy(pair => pair.Value))
            if (enacted.Accounts[place] == 0) accounts.Add(new AccountInput(account, opening.Accounts[place]));
        return new OpenCase(head, product.Name, name, parties.DrainToImmutable(), accounts.DrainToImmutable(),
            Facts(product, act.Facts), Evidence(product, act.Evidence));
    }

    private Verdict In(ulong opened, Func<CaseRecord, Verdict> decide) =>
        tables.Cases.TryGet(opened, out var record) ? decide(record) : Verdict.Refuse(CaseOutcome.CaseNotFound);

    private ProductShape ShapeOfCase(ulong opened)
    {
        Invariant.Holds(tables.Cases.TryGet(opened, out var record));
        return tables.ShapeOf(record.Product);
    }

    private static CommandHead HeadOf(in EntryEnvelope envelope) => new(envelope.Command, envelope.Trace, envelope.Actor);

    private static string NameOf(Product product, ActDecider decider) =>
        decider.Authority is { } authority ? product.Authorities[authority].Name
        : decider.Party is { } party ? product.Parties[party].Name : "";

    private static ImmutableArray<FactInput> Facts(Product product, ImmutableArray<FactGiven> facts) =>
        [.. facts.Select(f => new FactInput(product.Facts[f.Fact].Name, f.Value, f.Commitment))];

    private static ImmutableArray<EvidenceInput> Evidence(Product product, ImmutableArray<EvidenceFiled> evidence) =>
        [.. evidence.Select(e => new EvidenceInput(product.Evidence[e.Kind].Name, e.Commitment))];
}
