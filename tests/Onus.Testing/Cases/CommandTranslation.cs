using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Testing.Cases;

/// <summary>The commands of plain cases, as the runtime takes them.</summary>
/// <param name="product">The product that they are about.</param>
/// <param name="history">What has happened so far.</param>
/// <param name="sign">A signature of an actor, for the steps that demand one.</param>
public sealed class CommandTranslation(Product product, PlainHistory history, Func<ulong, ReadOnlyMemory<byte>> sign)
{
    /// <summary>The command of the runtime.</summary>
    public CaseCommand Of(PlainCommand command, CommandHead head) => command switch
    {
        PlainCommand.Open c => new OpenCase(head, c.Product, c.Under ?? OpenerOf(c), [.. c.Parties.Select(p => new PartyInput(p.Key, p.Value))],
            [.. c.Accounts.Select(a => new AccountInput(a.Key, a.Value))], [.. c.Facts.Select(f => Fact(FactNamed(f.Key), f.Value))], []),
        PlainCommand.Take c => new TakeStep(head, c.Case, Name(c.Step), As(c, DeciderOf(c.Step)), c.Head, [], SignatureOf(c.Step, c.Actor)),
        PlainCommand.Approve c => new ApproveStep(head, c.Case, Name(c.Step), As(c, DeciderOf(c.Step)), c.Head, SignatureOf(c.Step, c.Actor)),
        PlainCommand.Withdraw c => new WithdrawApproval(head, c.Case, c.Approval),
        PlainCommand.Give c => new GiveFacts(head, c.Case, As(c, product.Facts[c.Fact].From ?? product.States[product.Start].OpenedBy[0]), [Fact(c.Fact, c.Value)]),
        PlainCommand.File c => new FileEvidence(head, c.Case, As(c, product.Evidence[c.Kind].From), [new EvidenceInput(product.Evidence[c.Kind].Name, Hash256.EmptyRoot)]),
        PlainCommand.Ask c => new AskRequest(head, c.Case, Name(c.Step), [.. c.Facts.Select(f => Fact(f.Key, f.Value))], []),
        PlainCommand.Answer c => Answer(head, c),
        _ => throw new InvalidOperationException("every command is translated"),
    };

    /// <summary>Whether the runtime's outcome is the plain cases' answer.</summary>
    /// <remarks>What is wrong with several parties or facts is named one by one; elsewhere the order of the outcomes decides.</remarks>
    public static bool Agrees(PlainCommand command, PlainAnswer answer, CaseOutcome outcome) =>
        command is PlainCommand.Open or PlainCommand.Give && !answer.IsAccepted ? answer.Reasons.Contains(outcome) : outcome == answer.Outcome;

    private AnswerRequest Answer(CommandHead head, PlainCommand.Answer c)
    {
        var step = history.Events.OfType<PlainAsked>().Single(q => q.Entry == c.Request).Step;
        return new(head, c.Case, c.Request, c.Grant, As(c, product.Steps[step].Decider.By), c.Head, SignatureOf(step, c.Actor));
    }

    private Who? DeciderOf(int step) => product.Steps[step].Kind == StepKind.Appeal
        ? product.Steps[step].By
        : product.Steps[step].Decider.RecordedBy ?? product.Steps[step].Decider.By;

    private string As(PlainCommand command, Who? who) => command.Under
        ?? (who is { IsParty: true } party ? product.Parties[party.Index].Name : product.Parties[0].Name);

    private string OpenerOf(PlainCommand.Open open)
    {
        var parties = product.States[product.Start].OpenedBy.Where(w => w.IsParty).Select(w => product.Parties[w.Index].Name).ToList();
        return parties.FirstOrDefault(p => open.Parties.GetValueOrDefault(p) == open.Actor) ?? parties.FirstOrDefault() ?? product.Parties[0].Name;
    }

    private ReadOnlyMemory<byte> SignatureOf(int step, ulong actor) => product.Steps[step].Signed ? sign(actor) : default;

    private FactInput Fact(int place, Int128 value) =>
        new(product.Facts[place].Name, value, product.Facts[place].Personal ? Hash256.EmptyRoot : null);

    private int FactNamed(string name) => product.Facts.ToList().FindIndex(f => f.Name == name);

    private string Name(int step) => product.Steps[step].Name;
}
