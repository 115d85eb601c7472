using Onus.Cases.Runtime;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Explains the entries of a case that are no acts: approvals, requests, duties, what is kept and destroyed.</summary>
internal sealed class MatterExplainer(LogFold fold, EntryEnvelope envelope, CaseRecord record)
{
    private readonly ProductWords _words = new(record.View.Product);

    private Product Product => _words.Product;

    public Explanation? Explain(ReadOnlyMemory<byte> entry)
    {
        if (ApprovalEntry.TryRead(entry, out var approval)) return Approved(approval!);
        if (ApprovalWithdrawn.TryRead(entry, out var withdrawn))
            return Say($"the approval of entry {withdrawn!.Approval} was withdrawn", $"actor {envelope.Actor}, who had given it");
        if (RequestAsked.TryRead(entry, out var asked)) return Asked(asked!);
        if (RequestEnded.TryRead(entry, out var ended)) return Ended(ended!);
        if (DutyDone.TryRead(entry, out var done)) return Done(done!);
        if (DutyOverdue.TryRead(entry, out var overdue))
            return Say($"{NameOf(overdue!.Duty)} was not done in time; it is owed still", $"the clock: it was due at {overdue.WasDue}");
        if (RetentionOver.TryRead(entry, out var over))
            return Say($"{KeptAs(over!.Kept)} has been kept as long as it had to be", $"the clock: the time was over at {over.WasDue}");
        if (DestructionOrdered.TryRead(entry, out var order))
        {
            var ground = order!.Ground == DestructionGround.RetentionOver ? "the time for which it had to be kept is over" : "two persons permitted it";
            return Say($"the destruction of {KeptAs(order.Kept)} was ordered: {ground}", $"actor {envelope.Actor} as custodian");
        }

        if (Destroyed.TryRead(entry, out var destroyed))
            return Say($"the plaintext of {KeptAs(destroyed!.Kept)} is gone; every proof still holds", $"the node, as entry {destroyed.Order} ordered");
        if (CaseMigrated.TryRead(entry, out var migrated)) return new CharterExplainer(fold, envelope, record).Explain(migrated!);
        if (CourtOrdered.TryRead(entry, out var court)) return new CharterExplainer(fold, envelope, record).Explain(court!);
        if (!LegalHold.TryRead(entry, out var hold)) return null;
        return hold!.Lifts is { } lifts
            ? Say($"the legal hold of entry {lifts} was lifted", $"actor {envelope.Actor} as custodian")
            : Say("a legal hold was set: nothing of the case is destroyed", $"actor {envelope.Actor} as custodian");
    }

    private Explanation Say(string headline, string decider) => Explainer.Frame(fold, envelope, record.Opened, record.Product) with
    {
        Headline = headline,
        Deciders = [decider],
        Next = [.. NextWords.Say(_words, record.View.State, record.View.StateDue, record.View.LawDue)],
    };

    private Explanation Approved(ApprovalEntry approval)
    {
        var step = Product.Steps[approval.Step];
        var needed = step.Decider.By is { IsParty: false } by ? Product.Authorities[by.Index] : null;
        var before = record.Approvals.Where(a => a.Step == approval.Step).Select(a => $"entry {a.Entry} by actor {a.Actor}").ToArray();
        var said = Say(
            $"{step.Name} was approved: {needed?.Quorum ?? 1} different people of {needed?.Name} must agree",
            $"actor {envelope.Actor} as {_words.Authority(approval.Authority)}, who had seen the case as of entry {approval.HeadSeen}");
        return said with { Deciders = [.. said.Deciders, before.Length == 0 ? "nobody had approved before" : "approved before: " + string.Join(", ", before)] };
    }

    private Explanation Asked(RequestAsked asked)
    {
        var step = Product.Steps[asked.Step];
        var view = record.View.Copy();
        foreach (var given in asked.Facts) view.Facts[given.Fact] = given.Value;
        foreach (var filed in asked.Evidence) view.EvidenceFiled[filed.Kind] = ++view.Sequence;
        var stays = new StayExplainer(fold, record, _words, envelope.Time);
        var history = CaseHistory.Of(fold, record.Opened);
        history.Add(asked, _words.Who(step.By!.Value));
        var said = Say($"{step.Name} was asked for (\"{step.Title}\")", $"actor {envelope.Actor} as {_words.Who(step.By.Value)}");
        return said with
        {
            Facts = stays.Facts(view, history),
            Stays = [stays.Explain(new StayWalk(view, fold.Tables.WorldOf(record)), null)],
            Next =
            [
                $"{new WhyNot(fold.Tables, record, view, _words, envelope.Time).For(asked.Step)}, by {asked.Due}; in silence it is {NextWords.Silence(_words, step.Answer!)}",
                .. said.Next,
            ],
        };
    }

    private Explanation Ended(RequestEnded ended)
    {
        var open = record.Requests.Find(r => r.Entry == ended.Request);
        var name = open is null ? $"the request of entry {ended.Request}" : Product.Steps[open.Step].Name;
        var why = new WhyNot(fold.Tables, record, record.View, _words, envelope.Time)
            .Say(ended.Outcome, -1, open?.Step ?? -1, open is null ? record.View.Facts : ActFold.Overlay(record, open));
        var who = ended.Decider.Actor != 0 ? $"actor {ended.Decider.Actor}"
            : ended.Outcome == CaseOutcome.RequestMoot ? "nobody: it can no longer be asked" : "nobody answered in time";
        return Say($"{name}, asked for in entry {ended.Request}, was not granted: {why}", who) with { Refusal = CaseWords.CodeOf(ended.Outcome) };
    }

    private Explanation Done(DutyDone done)
    {
        var what = NameOf(done.Duty);
        var headline = done.Deed == DutyDeed.Failed
            ? $"{what}: an attempt failed ({done.Failure.ToString().ToLowerInvariant()}); it is owed still"
            : $"{what}: {done.Deed.ToString().ToLowerInvariant()}";
        var place = done.Place is { } there ? $"; entry {there.Index} of the log of {there.Regulator}" : "";
        return Say(headline, $"actor {envelope.Actor} says so{(done.Signature.IsEmpty ? "" : ", and signed it")}{place}");
    }

    private string NameOf(DutyName name)
    {
        var what = fold.Cases.Duties.TryGet(name, out var duty) ? DutyWords.Say(_words, duty!) : "a duty";
        return $"{what} (entry {name.Act}, duty {name.Ordinal}{(duty is null ? "" : $", due {duty.Due}")})";
    }

    private string KeptAs(KeptName name) =>
        fold.Cases.Evidence.TryGet(name, out var kept) ? $"{kept!.What} of entry {name.Entry}" : $"something of entry {name.Entry}";
}
