using CsCheck;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests.Duties;

public sealed class DutyTests
{
    private const ulong Hour = 3_600, Day = 86_400;

    private static readonly Hash256 Document = Hash256.EmptyRoot;

    [Fact]
    public void An_act_owes_what_its_steps_tell_report_and_review_and_each_by_its_own_time()
    {
        var desk = new Desk();
        var act = desk.Open(Desk.GiveBack);
        var owed = desk.Duties.Owed(new DutyFilter(), null, 10);
        Assert.Equal([DutyKind.Notice, DutyKind.Review, DutyKind.Report], owed.Select(d => d.Kind));
        Assert.Equal([Hour, 2 * Day, 5 * Day], owed.Select(d => (d.Due.Nanoseconds - act.Envelope.Time.Nanoseconds) / LogTime.NanosecondsPerSecond));
        Assert.Equal("pboc", owed[2].Regulator);
        Assert.Equal(act.Envelope.Index, Assert.Single(desk.Duties.MainEntriesOf("pboc")));
    }

    [Fact]
    public void A_report_is_filed_then_acknowledged_and_each_is_an_entry_of_the_regulators_log()
    {
        var desk = new Desk();
        var report = desk.Open(Desk.GiveBack).Envelope.Index is var act ? new DutyName(act, 1) : default;
        Assert.Equal(CaseOutcome.NotFiled, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Acknowledged)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed, document: Document)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Failed, DutyFailure.Rejected)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed, document: Document)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Acknowledged)));
        Assert.True(desk.Duties.TryGet(report, out var duty));
        Assert.Equal((DutyState.Acknowledged, false), (duty!.State, duty.IsLate));
        Assert.Equal(5, desk.Duties.MainEntriesOf("pboc").Count);
    }

    [Fact]
    public void What_is_not_done_in_time_is_overdue_by_an_entry_with_the_true_time_and_is_owed_still()
    {
        var desk = new Desk();
        var act = desk.Open(Desk.GiveBack);
        desk.Wait(7 * Day);
        var late = desk.Duties.Find(new DutyFilter { IsLate = true }, null, 10);
        Assert.Equal(3, late.Count);
        Assert.All(late, d => Assert.True(d.IsOverdue));
        var overdue = desk.Entries.TakeLast(3).Select(e => DutyOverdue.TryRead(e, out var read) ? read! : throw new InvalidOperationException()).ToList();
        Assert.Equal(overdue.Select(o => o.WasDue).Order(), overdue.Select(o => o.WasDue));
        Assert.Equal(act.Envelope.Time.Plus(Hour * LogTime.NanosecondsPerSecond), overdue[0].WasDue);

        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Officer, new DutyName(act.Envelope.Index, 1), DutyDeed.Filed, document: Document)));
        Assert.True(desk.Duties.TryGet(new DutyName(act.Envelope.Index, 1), out var filed));
        Assert.True(filed!.IsLate && !filed.IsOverdue && !filed.IsOwed);
    }

    [Fact]
    public void What_is_due_at_once_has_a_minute()
    {
        var desk = new Desk();
        var notice = new DutyName(desk.Open(Desk.Hush).Envelope.Index, 0);
        desk.Wait(59);
        Assert.True(desk.Duties.TryGet(notice, out var duty) && !duty!.IsLate);
        desk.Wait(1);
        Assert.True(desk.Duties.TryGet(notice, out duty) && duty!.IsLate);
    }

    [Fact]
    public void A_report_that_the_regulator_refuses_after_its_time_is_overdue_at_once()
    {
        var desk = new Desk();
        var report = new DutyName(desk.Open(Desk.GiveBack).Envelope.Index, 1);
        desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed, document: Document));
        desk.Wait(6 * Day);
        Assert.True(desk.Duties.TryGet(report, out var duty) && !duty!.IsLate);
        desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Failed, DutyFailure.Rejected));
        desk.Wait(0);
        Assert.True(desk.Duties.TryGet(report, out duty) && duty!.IsOverdue);
    }

    [Fact]
    public void Every_refusal_has_its_reason_and_changes_nothing()
    {
        var desk = new Desk();
        var act = desk.Open(Desk.GiveBack).Envelope.Index;
        var (notice, report, review) = (new DutyName(act, 0), new DutyName(act, 1), new DutyName(act, 2));
        var before = DutySnapshot.Of(desk.Duties);
        Assert.Equal(CaseOutcome.DeedContradictory, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Failed)));
        Assert.Equal(CaseOutcome.DeedContradictory, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Sent, DutyFailure.Rejected)));
        Assert.Equal(CaseOutcome.SignatureOutOfRange, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Sent) with { Signature = new byte[73] }));
        Assert.Equal(CaseOutcome.ActorNotFound, desk.Do(desk.Done(99, notice, DutyDeed.Sent)));
        Assert.Equal(CaseOutcome.DutyNotFound, desk.Do(desk.Done(Desk.Officer, new DutyName(act, 3), DutyDeed.Sent)));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(desk.Done(Desk.Stranger, notice, DutyDeed.Sent)));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Filed, document: Document)));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(desk.Done(Desk.Officer, review, DutyDeed.Held)));
        Assert.Equal(CaseOutcome.DeedDoesNotFit, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Filed, document: Document)));
        Assert.Equal(CaseOutcome.DeedDoesNotFit, desk.Do(desk.Done(Desk.Lead, review, DutyDeed.Sent)));
        Assert.Equal(CaseOutcome.NotFiled, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Acknowledged, document: Document)));
        Assert.Equal(CaseOutcome.DocumentMissing, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed)));
        Assert.Equal(CaseOutcome.SignatureInvalid, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Sent) with { Signature = new byte[72] }));
        Assert.Equal(before, DutySnapshot.Of(desk.Duties));

        desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Sent));
        desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed, document: Document));
        Assert.Equal(CaseOutcome.DutyIsDone, desk.Do(desk.Done(Desk.Officer, notice, DutyDeed.Sent)));
        Assert.Equal(CaseOutcome.DocumentMissing, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Acknowledged)));
        Assert.Equal(CaseOutcome.SignatureInvalid, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Acknowledged) with { Signature = new byte[72] }));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Acknowledged, document: Document)));
        Assert.Equal(CaseOutcome.DutyIsDone, desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Failed, DutyFailure.Rejected)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(desk.Done(Desk.Lead, review, DutyDeed.Held)));
        Assert.Equal(0, desk.Duties.OwedCount);
    }

    [Fact]
    public void An_act_that_leaves_a_duty_out_or_takes_another_place_in_a_regulators_log_stops_the_node()
    {
        var desk = new Desk();
        var act = desk.Open(Desk.GiveBack);
        var next = act with { Envelope = act.Envelope with { Index = act.Envelope.Index + 1 } };
        Assert.Throws<InvariantViolation>(() => desk.Duties.Apply(next with { Duties = [act.Duties[0], act.Duties[2]] }, Desk.Product));
        Assert.Throws<InvariantViolation>(() => desk.Duties.Apply(next with { Duties = [] }, Desk.Product));
        Assert.Throws<InvariantViolation>(() => desk.Duties.Apply(next, Desk.Product));
    }

    [Fact]
    public void The_book_agrees_with_a_plain_model_and_with_its_own_replay_and_snapshot_whatever_happens()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 30], Gen.Int[0, 4], Gen.Int[1, 6]).Array[0, 60].Sample(script =>
        {
            var (desk, model) = (new Desk(), new PlainDuties());
            foreach (var (what, duty, deed, actor) in script) Play(desk, model, what, duty, (DutyDeed)deed, (ulong)actor);
            model.AssertSame(desk);
            var bytes = DutySnapshot.Of(desk.Duties);
            var heap = new DueHeap();
            var back = DutySnapshot.Read(bytes, heap);
            Assert.Equal(bytes, DutySnapshot.Of(back));
            Assert.Equal(bytes, DutySnapshot.Of(Replay(desk)));
            Assert.True(heap.Next is null || heap.Next > desk.Now, "something overdue was not written");
        }, iter: 300);
    }

    [Fact]
    public void A_damaged_snapshot_is_refused_or_read_and_never_breaks_the_reader()
    {
        var desk = new Desk();
        desk.Open(Desk.GiveBack, Desk.GiveBack);
        desk.Wait(3 * Day);
        var bytes = DutySnapshot.Of(desk.Duties);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = value;
            try
            {
                DutySnapshot.Read(damaged, new DueHeap());
            }
            catch (InvalidDataException)
            {
                // Refused: what is asked of it.
            }
        }, iter: 2_000);
    }

    [Fact]
    public void Pages_of_duties_lose_none_and_repeat_none()
    {
        var desk = new Desk();
        for (var i = 0; i < 7; i++) desk.Open(Desk.GiveBack, Desk.Plain, Desk.GiveBack);
        foreach (var filter in new[] { new DutyFilter(), new DutyFilter { Kind = DutyKind.Report }, new DutyFilter { Case = desk.Duties.Find(new(), null, 9)[8].Case } })
        {
            var all = desk.Duties.Find(filter, null, 1_000);
            var (paged, owed) = (new List<DutyRecord>(), new List<DutyRecord>());
            while (desk.Duties.Find(filter, paged.Count == 0 ? null : paged[^1].Name, 4) is { Count: > 0 } page) paged.AddRange(page);
            while (desk.Duties.Owed(filter, owed.Count == 0 ? null : (owed[^1].Due, owed[^1].Name), 4) is { Count: > 0 } page) owed.AddRange(page);
            Assert.Equal(all, paged);
            Assert.Equal(all.OrderBy(d => d.Due).ThenBy(d => d.Name), owed);
        }
    }

    private static void Play(Desk desk, PlainDuties model, int what, int place, DutyDeed deed, ulong actor)
    {
        switch (what)
        {
            case 0: model.Act(desk.Open(Desk.GiveBack)); break;
            case 1: model.Act(desk.Open(Desk.Hush, Desk.Plain)); break;
            case 2: model.Act(desk.Open(Desk.Plain, Desk.GiveBack)); break;
            case 3:
                desk.Wait((ulong)place * Day / 8);
                model.Wait(desk.Now);
                break;
            default:
                var name = model.NameAt(place);
                var failure = deed == DutyDeed.Failed ? DutyFailure.ChannelDown : DutyFailure.None;
                var document = place % 2 == 0 ? Document : (Hash256?)null;
                Assert.Equal(model.Do(name, deed, actor, document is not null), desk.Do(desk.Done(actor, name, deed, failure, document)));
                desk.Wait(0);
                model.Wait(desk.Now);
                break;
        }
    }

    private static DutyBook Replay(Desk desk)
    {
        var book = new DutyBook(new DueHeap());
        SealedPart? part = null;
        foreach (var entry in desk.Entries)
        {
            if (SealedPart.TryRead(entry, out var read)) part = read;
            else if (!ActEntry.TryRead(entry, out var act)) book.Apply(entry);
            else
            {
                if (act!.Seal is not null) Assert.True(Face.TryOpen(act, part!, out act));
                book.Apply(act!, Desk.Product);
            }
        }

        return book;
    }
}
