using System.Security.Cryptography;
using Onus.Cases.Clocks;
using Onus.Cases.Keeping;
using Onus.Cases.Tests.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests.Keeping;

public sealed class KeepingTests
{
    private const int Bill = 0, Call = 1, Note = 2;
    private const ulong Day = 86_400;

    [Fact]
    public void Evidence_is_kept_for_the_longest_time_that_any_keep_names_and_from_closing_only_once_the_case_has_ended()
    {
        var (filed, closed) = (LogTime.FromUnixSeconds(1_000_000), LogTime.FromUnixSeconds(2_000_000));
        Assert.Null(Retention.Until(Desk.Product, "bill", filed, null));
        Assert.Equal(closed.Plus(365 * Day * LogTime.NanosecondsPerSecond), Retention.Until(Desk.Product, "bill", filed, closed));
        Assert.Equal(filed.Plus(10 * Day * LogTime.NanosecondsPerSecond), Retention.Until(Desk.Product, "call", filed, null));
        Assert.Null(Retention.Until(Desk.Product, "note", filed, closed));
    }

    [Fact]
    public void When_its_time_is_over_evidence_may_be_destroyed_and_not_before()
    {
        var desk = new Desk();
        var @case = Open(desk, out var bill, out var call);
        Assert.Equal(CaseOutcome.RetentionNotOver, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));
        desk.Wait(11 * Day);
        Assert.Equal([call], desk.Kept.Destroyable(null, 10).Select(k => k.Name));
        Assert.Equal(CaseOutcome.CaseOpen, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));

        desk.Act([Desk.GiveBack], [], [], @case);
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));
        Assert.Equal(CaseOutcome.AlreadyOrdered, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));
        Assert.Equal(CaseOutcome.RetentionNotOver, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), bill)));
        Assert.Equal([call], desk.Kept.Ordered);
        desk.Destroyed(call);
        Assert.Equal(CaseOutcome.NotOrdered, desk.Keeping.DecideDestroyed(call));
        Assert.Empty(desk.Kept.Ordered);
        desk.Wait(366 * Day);
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), bill)));
    }

    [Fact]
    public void A_legal_hold_stops_destruction_until_every_hold_is_lifted()
    {
        var desk = new Desk();
        var @case = Open(desk, out _, out var call);
        desk.Act([Desk.GiveBack], [], [], @case);
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new SetLegalHold(desk.By(Desk.Custodian), @case, null)));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new SetLegalHold(desk.By(Desk.Custodian), @case, Hash256.EmptyRoot)));
        desk.Wait(20 * Day);
        Assert.Empty(desk.Kept.Destroyable(null, 10));
        var holds = desk.Kept.HoldsOn(@case).ToArray();
        foreach (var hold in holds)
        {
            Assert.Equal(CaseOutcome.OnHold, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));
            Assert.Equal(CaseOutcome.Accepted, desk.Do(new LiftLegalHold(desk.By(Desk.Custodian), @case, hold)));
        }

        Assert.Equal(CaseOutcome.HoldNotFound, desk.Do(new LiftLegalHold(desk.By(Desk.Custodian), @case, holds[0])));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), call)));
    }

    [Fact]
    public void Two_persons_may_permit_what_no_time_covers()
    {
        var desk = new Desk();
        var salt = new Salt(Hash256.EmptyRoot);
        var secret = Commitment.ToFact(salt, 67);
        var act = desk.Act([Desk.GiveBack], [new FactGiven(0, 1, secret)], [], null);
        var name = new KeptName(act.Envelope.Index, secret);
        Assert.Equal(CaseOutcome.RetentionNotOver, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), name)));
        desk.Kept.Apply(new PermitDestruction(act.Case, secret));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), name)));
        Assert.True(DestructionOrdered.TryRead(desk.Entries[^1], out var order));
        Assert.Equal(DestructionGround.Permitted, order!.Ground);
    }

    [Fact]
    public void Every_refusal_has_its_reason()
    {
        var desk = new Desk();
        var @case = Open(desk, out var bill, out _);
        Assert.Equal(CaseOutcome.ActorNotFound, desk.Do(new OrderDestruction(desk.By(77), bill)));
        Assert.Equal(CaseOutcome.KeptNotFound, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), bill with { Entry = 1 })));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(new OrderDestruction(desk.By(Desk.Officer), bill)));
        Assert.Equal(CaseOutcome.ActorNotFound, desk.Do(new SetLegalHold(desk.By(77), @case, null)));
        Assert.Equal(CaseOutcome.CaseNotFound, desk.Do(new SetLegalHold(desk.By(Desk.Custodian), 1, null)));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(new SetLegalHold(desk.By(Desk.Lead), @case, null)));
        Assert.Equal(CaseOutcome.ActorNotFound, desk.Do(new LiftLegalHold(desk.By(77), @case, 1)));
        Assert.Equal(CaseOutcome.CaseNotFound, desk.Do(new LiftLegalHold(desk.By(Desk.Custodian), 1, 1)));
        Assert.Equal(CaseOutcome.HoldNotFound, desk.Do(new LiftLegalHold(desk.By(Desk.Custodian), @case, 1)));
        desk.Do(new SetLegalHold(desk.By(Desk.Custodian), @case, null));
        Assert.Equal(CaseOutcome.NotAuthorized, desk.Do(new LiftLegalHold(desk.By(Desk.Lead), @case, desk.Kept.HoldsOn(@case).Single())));
        Assert.Equal(CaseOutcome.KeptNotFound, desk.Keeping.DecideDestroyed(bill with { Entry = 1 }));
        Assert.Equal(CaseOutcome.NotOrdered, desk.Keeping.DecideDestroyed(bill));
    }

    [Fact]
    public void The_book_comes_back_from_its_snapshot_with_its_clocks_and_its_holds()
    {
        var desk = new Desk();
        var @case = Open(desk, out _, out var call);
        desk.Do(new SetLegalHold(desk.By(Desk.Custodian), @case, null));
        Open(desk, out _, out _);
        desk.Wait(5 * Day);
        var bytes = EvidenceSnapshot.Of(desk.Kept);
        var heap = new DueHeap();
        var back = EvidenceSnapshot.Read(bytes, desk, heap);
        Assert.Equal(bytes, EvidenceSnapshot.Of(back));
        Assert.Equal(desk.Kept.HoldsOn(@case), back.HoldsOn(@case));
        Assert.Equal(2, heap.Count);
        Assert.True(back.TryGet(call, out var kept));
        Assert.Equal(kept!.KeepUntil, heap.Next);
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x21;
            try
            {
                EvidenceSnapshot.Read(damaged, desk, new DueHeap());
            }
            catch (InvalidDataException)
            {
                // Refused: what is asked of it.
            }
        }
    }

    private static ulong Open(Desk desk, out KeptName bill, out KeptName call)
    {
        var opened = desk.Open(Desk.Plain).Case;
        var (first, second, third) = (Hash("bill"), Hash("call"), Hash("note"));
        var act = desk.Act([], [], [new EvidenceFiled(Bill, first), new EvidenceFiled(Call, second), new EvidenceFiled(Note, third)], opened);
        (bill, call) = (new KeptName(act.Envelope.Index, first), new KeptName(act.Envelope.Index, second));
        return opened;
    }

    private static Hash256 Hash(string content) => Commitment.ToDocument(new Salt(Hash256.EmptyRoot), new Hash256(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))));
}
