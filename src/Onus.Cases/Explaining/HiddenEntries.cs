using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Which entries of a case nobody may see but auditors and named desks, though they are not sealed themselves: those
/// that would tell what a confidential act hides. Entries are asked about in the order of the log.</summary>
/// <remarks>A confidential act's own entry shows its public face and is never hidden. Hidden are: what became of its duties,
/// approvals and refusals of a confidential step, questions that are one, and what became of evidence that came with it.</remarks>
/// <param name="productOf">The product version that an entry enacted.</param>
public sealed class HiddenEntries(Func<ulong, Product> productOf)
{
    private readonly HashSet<ulong> _sealed = [];
    private readonly HashSet<ulong> _hidden = [];
    private Product? _product;

    /// <summary>Whether a confidential act was among the entries asked about.</summary>
    public bool AnySealed => _sealed.Count > 0;

    /// <summary>Whether an entry of the case is hidden.</summary>
    public bool Hides(ReadOnlyMemory<byte> entry)
    {
        if (ActEntry.TryRead(entry, out var act))
        {
            _product = productOf(act!.Product);
            if (act.Seal is not null) _sealed.Add(act.Envelope.Index);
            return false;
        }

        if (CaseMigrated.TryRead(entry, out var migrated)) _product = productOf(migrated!.Act.Product);
        var hides = Tells(entry);
        if (hides && EntryHeader.TryRead(entry.Span, out var header)) _hidden.Add(header.Index);
        return hides;
    }

    private bool Tells(ReadOnlyMemory<byte> entry)
    {
        if (DutyDone.TryRead(entry, out var done)) return _sealed.Contains(done!.Duty.Act);
        if (DutyOverdue.TryRead(entry, out var overdue)) return _sealed.Contains(overdue!.Duty.Act);
        if (ApprovalEntry.TryRead(entry, out var approval)) return IsConfidential(approval!.Step);
        if (ApprovalWithdrawn.TryRead(entry, out var withdrawn)) return _hidden.Contains(withdrawn!.Approval);
        if (RequestAsked.TryRead(entry, out var asked)) return IsConfidential(asked!.Step);
        if (RequestEnded.TryRead(entry, out var ended)) return _hidden.Contains(ended!.Request);
        if (RetentionOver.TryRead(entry, out var over)) return _sealed.Contains(over!.Kept.Entry);
        if (DestructionOrdered.TryRead(entry, out var order)) return _sealed.Contains(order!.Kept.Entry);
        if (Destroyed.TryRead(entry, out var destroyed)) return _sealed.Contains(destroyed!.Kept.Entry);
        return CaseRefused.TryRead(entry, out var refused) && Tells(refused!);
    }

    private bool Tells(CaseRefused refused)
    {
        var head = new CommandHead(refused.Envelope.Command, refused.Envelope.Trace, refused.Envelope.Actor);
        if (!CaseCommandCodec.TryDecode(refused.Content, head, out var command)) return true;
        return command switch
        {
            TakeStep take => IsConfidential(take.Step),
            ApproveStep approve => IsConfidential(approve.Step),
            AskRequest ask => IsConfidential(ask.Request),
            AnswerRequest answer => _hidden.Contains(answer.Request),
            WithdrawApproval withdraw => _hidden.Contains(withdraw.Approval),
            DischargeDuty duty => _sealed.Contains(duty.Duty.Act),
            OrderDestruction order => _sealed.Contains(order.Kept.Entry),
            _ => false,
        };
    }

    private bool IsConfidential(string step) => _product is not null && _product.Steps.Any(s => s.Name == step && IsConfidential(s));

    private bool IsConfidential(int step) => _product is null || step < 0 || step >= _product.Steps.Length || IsConfidential(_product.Steps[step]);

    private static bool IsConfidential(Step step) => step.Tells.Any(notice => notice.Reasons == Reasons.Without);
}
