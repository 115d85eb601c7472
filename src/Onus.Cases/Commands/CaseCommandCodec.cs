using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>The content of a command as canonical bytes: what a refusal keeps, and what idempotency compares.</summary>
/// <remarks>Deterministic CBOR, <c>[word, fields...]</c>; id, trace and actor stand in the entry's envelope. Parties, accounts
/// and facts are written in the order of their names, because their order means nothing.</remarks>
internal static class CaseCommandCodec
{
    private enum Word : byte
    {
        Open = 1,
        Take = 2,
        Facts = 3,
        Evidence = 4,
        Ask = 5,
        Answer = 6,
        Approve = 7,
        Withdraw = 8,
        Discharge = 9,
        Destroy = 10,
        Hold = 11,
        Lift = 12,
    }

    public static byte[] Encode(CaseCommand command)
    {
        var writer = CborExtensions.NewWriter();
        var archive = new CborArchive(writer);
        archive.Record(2, () =>
        {
            archive.Word(WordOf(command));
            return Body(archive, WordOf(command), command.Head, command);
        });
        return writer.Encode();
    }

    /// <summary>Reads the content back, under the head that the entry's envelope gives.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> content, CommandHead head, [NotNullWhen(true)] out CaseCommand? command)
    {
        command = null;
        try
        {
            var reader = CborExtensions.NewReader(content);
            var archive = new CborArchive(reader);
            command = archive.Record(2, () => Body(archive, archive.Word(default(Word)), head, null));
            return reader.BytesRemaining == 0;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
        {
            command = null;
            return false;
        }
    }

    private static Word WordOf(CaseCommand command) => command switch
    {
        OpenCase => Word.Open,
        TakeStep => Word.Take,
        GiveFacts => Word.Facts,
        FileEvidence => Word.Evidence,
        AskRequest => Word.Ask,
        AnswerRequest => Word.Answer,
        ApproveStep => Word.Approve,
        WithdrawApproval => Word.Withdraw,
        DischargeDuty => Word.Discharge,
        OrderDestruction => Word.Destroy,
        SetLegalHold => Word.Hold,
        LiftLegalHold => Word.Lift,
        _ => throw new InvariantViolation("a command of no known kind"),
    };

    private static CaseCommand Body(CborArchive a, Word word, CommandHead head, CaseCommand? command) => word switch
    {
        Word.Open => Open(a, head, command as OpenCase),
        Word.Take => Take(a, head, command as TakeStep),
        Word.Facts => Facts(a, head, command as GiveFacts),
        Word.Evidence => Evidence(a, head, command as FileEvidence),
        Word.Ask => Ask(a, head, command as AskRequest),
        Word.Answer => Answer(a, head, command as AnswerRequest),
        Word.Approve => Approve(a, head, command as ApproveStep),
        Word.Withdraw => Withdraw(a, head, command as WithdrawApproval),
        Word.Discharge => Discharge(a, head, command as DischargeDuty),
        Word.Destroy => a.Record(1, () => new OrderDestruction(head, KeptName.Of(a, (command as OrderDestruction)?.Kept ?? default))),
        Word.Hold => Hold(a, head, command as SetLegalHold),
        _ => Lift(a, head, command as LiftLegalHold),
    };

    private static OpenCase Open(CborArchive a, CommandHead head, OpenCase? v) => a.Record(6, () => new OpenCase(
        head, a.Text(v?.Product), a.Text(v?.As),
        a.List(Sorted(v?.Parties, p => p.Party), p => a.Record(2, () => new PartyInput(a.Text(p.Party), a.ULong(p.Actor)))),
        a.List(Sorted(v?.Accounts, x => x.Account), x => a.Record(2, () => new AccountInput(a.Text(x.Account), a.ULong(x.Opened)))),
        a.List(Sorted(v?.Facts, f => f.Fact), f => Fact(a, f)),
        a.List(v?.Evidence ?? [], e => Filed(a, e))));

    private static TakeStep Take(CborArchive a, CommandHead head, TakeStep? v) => a.Record(6, () => new TakeStep(
        head, a.ULong(v?.Case ?? 0), a.Text(v?.Step), a.Text(v?.As), a.ULong(v?.HeadSeen ?? 0),
        a.List(v?.Evidence ?? [], e => Filed(a, e)), a.Bytes(v?.Signature ?? default)));

    private static GiveFacts Facts(CborArchive a, CommandHead head, GiveFacts? v) => a.Record(3, () => new GiveFacts(
        head, a.ULong(v?.Case ?? 0), a.Text(v?.As), a.List(Sorted(v?.Facts, f => f.Fact), f => Fact(a, f))));

    private static FileEvidence Evidence(CborArchive a, CommandHead head, FileEvidence? v) => a.Record(3, () => new FileEvidence(
        head, a.ULong(v?.Case ?? 0), a.Text(v?.As), a.List(v?.Evidence ?? [], e => Filed(a, e))));

    private static AskRequest Ask(CborArchive a, CommandHead head, AskRequest? v) => a.Record(4, () => new AskRequest(
        head, a.ULong(v?.Case ?? 0), a.Text(v?.Request), a.List(Sorted(v?.Facts, f => f.Fact), f => Fact(a, f)),
        a.List(v?.Evidence ?? [], e => Filed(a, e))));

    private static AnswerRequest Answer(CborArchive a, CommandHead head, AnswerRequest? v) => a.Record(6, () => new AnswerRequest(
        head, a.ULong(v?.Case ?? 0), a.ULong(v?.Request ?? 0), a.Flag(v?.Grant ?? false), a.Text(v?.As),
        a.ULong(v?.HeadSeen ?? 0), a.Bytes(v?.Signature ?? default)));

    private static ApproveStep Approve(CborArchive a, CommandHead head, ApproveStep? v) => a.Record(5, () => new ApproveStep(
        head, a.ULong(v?.Case ?? 0), a.Text(v?.Step), a.Text(v?.As), a.ULong(v?.HeadSeen ?? 0), a.Bytes(v?.Signature ?? default)));

    private static ImmutableArray<T> Sorted<T>(ImmutableArray<T>? items, Func<T, string> nameOf) =>
        items is { } given ? given.Sort((left, right) => string.CompareOrdinal(nameOf(left), nameOf(right))) : [];

    private static WithdrawApproval Withdraw(CborArchive a, CommandHead head, WithdrawApproval? v) => a.Record(2, () =>
        new WithdrawApproval(head, a.ULong(v?.Case ?? 0), a.ULong(v?.Approval ?? 0)));

    private static DischargeDuty Discharge(CborArchive a, CommandHead head, DischargeDuty? v) => a.Record(5, () => new DischargeDuty(
        head, DutyName.Of(a, v?.Duty ?? default), a.Word(v?.Deed ?? default), a.Word(v?.Failure ?? default),
        a.Maybe(v?.Document, a.Hash), a.Bytes(v?.Signature ?? default)));

    private static SetLegalHold Hold(CborArchive a, CommandHead head, SetLegalHold? v) => a.Record(2, () =>
        new SetLegalHold(head, a.ULong(v?.Case ?? 0), a.Maybe(v?.Order, a.Hash)));

    private static LiftLegalHold Lift(CborArchive a, CommandHead head, LiftLegalHold? v) => a.Record(2, () =>
        new LiftLegalHold(head, a.ULong(v?.Case ?? 0), a.ULong(v?.Hold ?? 0)));

    private static FactInput Fact(CborArchive a, FactInput v) => a.Record(3, () =>
        new FactInput(a.Text(v.Fact), a.Signed(v.Value), a.Maybe(v.Commitment, a.Hash)));

    private static EvidenceInput Filed(CborArchive a, EvidenceInput v) => a.Record(2, () =>
        new EvidenceInput(a.Text(v.Kind), a.Hash(v.Commitment)));
}
