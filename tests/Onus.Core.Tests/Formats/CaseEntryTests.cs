using System.Collections.Immutable;
using System.Formats.Cbor;
using CsCheck;
using Onus.Core.Formats;

namespace Onus.Core.Tests.Formats;

public sealed class CaseEntryTests
{
    private delegate bool Reader<T>(ReadOnlyMemory<byte> entry, out T? read);

    private static readonly Hash256 Hash = Hash256.EmptyRoot;

    [Fact]
    public void Every_entry_of_cases_reads_back_to_the_same_bytes()
    {
        Survives(Act(), (a, w) => a.Write(w), ActEntry.TryRead);
        Survives(Opening(), (a, w) => a.Write(w), ActEntry.TryRead);
        Survives(new ActorRegistered(Front(EntryKind.ActorRegistered), new Id128(7), ActorKind.Entity), (e, w) => e.Write(w), ActorRegistered.TryRead);
        Survives(new KeyAdded(Front(EntryKind.KeyAdded, 4), 4, KeyAlgorithm.EcdsaP256, new byte[] { 1, 2 }), (e, w) => e.Write(w), KeyAdded.TryRead);
        Survives(new KeyRevoked(Front(EntryKind.KeyRevoked, 4), 5), (e, w) => e.Write(w), KeyRevoked.TryRead);
        Survives(new AuthorityGranted(Front(EntryKind.AuthorityGranted, 4), 4, "p", "desk"), (e, w) => e.Write(w), AuthorityGranted.TryRead);
        Survives(new AuthorityRevoked(Front(EntryKind.AuthorityRevoked, 4), 6), (e, w) => e.Write(w), AuthorityRevoked.TryRead);
        Survives(new ChunkEntry(Front(EntryKind.Chunk), Hash, 1, new byte[] { 9 }), (e, w) => e.Write(w), ChunkEntry.TryRead);
        Survives(new ProductEnacted(Front(EntryKind.ProductEnacted), "p", 3, Hash, Hash, [1], [2, 3], [0, 4], [5, 0], new LogTime(99)), (e, w) => e.Write(w), ProductEnacted.TryRead);
        Survives(new ApprovalEntry(Front(EntryKind.Approval, 9), 9, 2, 1, 8, new byte[64]), (e, w) => e.Write(w), ApprovalEntry.TryRead);
        Survives(new ApprovalWithdrawn(Front(EntryKind.ApprovalWithdrawn, 9), 10), (e, w) => e.Write(w), ApprovalWithdrawn.TryRead);
        Survives(new CaseRefused(Front(EntryKind.CaseRefused, 9), 9, CaseOutcome.StaleHead, 12, new byte[] { 1, 2 }), (e, w) => e.Write(w), CaseRefused.TryRead);
        Survives(new RequestAsked(Front(EntryKind.RequestAsked, 9), 9, 2, [new FactGiven(0, -5, null)], [new EvidenceFiled(1, Hash)], new LogTime(5)), (e, w) => e.Write(w), RequestAsked.TryRead);
        Survives(new DutyDone(Front(EntryKind.DutyDone, 9), 9, new DutyName(11, 1), DutyDeed.Failed, DutyFailure.Rejected, Hash, Place, default), (e, w) => e.Write(w), DutyDone.TryRead);
        Survives(new DutyOverdue(Front(EntryKind.DutyOverdue, 9), 9, new DutyName(11, 0), new LogTime(5), null), (e, w) => e.Write(w), DutyOverdue.TryRead);
        Survives(new RetentionOver(Front(EntryKind.RetentionOver, 9), 9, new KeptName(11, Hash), new LogTime(5)), (e, w) => e.Write(w), RetentionOver.TryRead);
        Survives(new DestructionOrdered(Front(EntryKind.DestructionOrdered, 9), 9, new KeptName(11, Hash), DestructionGround.Permitted), (e, w) => e.Write(w), DestructionOrdered.TryRead);
        Survives(new Destroyed(Front(EntryKind.Destroyed, 9), 9, new KeptName(11, Hash), 12), (e, w) => e.Write(w), Destroyed.TryRead);
        Survives(new LegalHold(Front(EntryKind.LegalHold, 9), 9, 12, null), (e, w) => e.Write(w), LegalHold.TryRead);
        Survives(new SealedPart(Front(EntryKind.SealedPart), new Salt(Hash), new byte[] { 1 }), (e, w) => e.Write(w), SealedPart.TryRead);
        Survives(Regulatory(), (e, w) => w.WriteEncodedValue(e.ToBytes()), RegulatorEntry.TryRead);
        Survives(new RequestEnded(Front(EntryKind.RequestEnded, 9), 11, CaseOutcome.RequestMoot, ActDecider.Nobody, 7, new byte[] { 3 }), (e, w) => e.Write(w), RequestEnded.TryRead);
    }

    [Fact]
    public void An_act_without_its_lineage_is_refused()
    {
        var act = Act();
        var unthreaded = act with { Envelope = act.Envelope with { Lineage = [.. act.Envelope.Lineage.Skip(1)] } };
        Assert.False(ActEntry.TryRead(Encode(unthreaded, (a, w) => a.Write(w)), out _));
        Assert.False(ActEntry.TryRead(Encode(act with { Trigger = ActTrigger.Opened }, (a, w) => a.Write(w)), out _));
    }

    [Fact]
    public void A_damaged_act_is_refused_or_reads_as_exactly_what_its_bytes_say()
    {
        var bytes = Encode(Act(), (a, w) => a.Write(w));
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = value;
            return !ActEntry.TryRead(damaged, out var read) || Encode(read!, (a, w) => a.Write(w)).AsSpan().SequenceEqual(damaged);
        }, iter: 5_000);
    }

    [Fact]
    public void Damaged_entries_of_duties_are_refused_or_read_as_exactly_what_their_bytes_say()
    {
        Withstands(new DutyDone(Front(EntryKind.DutyDone, 9), 9, new DutyName(11, 1), DutyDeed.Filed, DutyFailure.None, Hash, Place, new byte[64]), (e, w) => e.Write(w), DutyDone.TryRead);
        Withstands(new DutyOverdue(Front(EntryKind.DutyOverdue, 9), 9, new DutyName(11, 0), new LogTime(5), Place), (e, w) => e.Write(w), DutyOverdue.TryRead);
        Withstands(new RetentionOver(Front(EntryKind.RetentionOver, 9), 9, new KeptName(11, Hash), new LogTime(5)), (e, w) => e.Write(w), RetentionOver.TryRead);
        Withstands(new DestructionOrdered(Front(EntryKind.DestructionOrdered, 9), 9, new KeptName(11, Hash), DestructionGround.RetentionOver), (e, w) => e.Write(w), DestructionOrdered.TryRead);
        Withstands(new Destroyed(Front(EntryKind.Destroyed, 9), 9, new KeptName(11, Hash), 12), (e, w) => e.Write(w), Destroyed.TryRead);
        Withstands(new LegalHold(Front(EntryKind.LegalHold, 9), 9, null, Hash), (e, w) => e.Write(w), LegalHold.TryRead);
        Withstands(Regulatory(), (e, w) => w.WriteEncodedValue(e.ToBytes()), RegulatorEntry.TryRead);
        Withstands(Face.Seal(Act(), 1, new Salt(Hash), Front(EntryKind.SealedPart) with { Index = 19 }).Part, (e, w) => e.Write(w), SealedPart.TryRead);
    }

    [Fact]
    public void A_deed_that_contradicts_itself_is_refused()
    {
        var done = new DutyDone(Front(EntryKind.DutyDone, 9), 9, new DutyName(11, 1), DutyDeed.Filed, DutyFailure.None, Hash, Place, default);
        Assert.False(DutyDone.TryRead(Encode(done with { Failure = DutyFailure.Rejected }, (e, w) => e.Write(w)), out _));
        Assert.False(DutyDone.TryRead(Encode(done with { Deed = DutyDeed.Failed }, (e, w) => e.Write(w)), out _));
        Assert.False(DutyDone.TryRead(Encode(done with { Case = 8 }, (e, w) => e.Write(w)), out _));
    }

    [Fact]
    public void A_sealed_act_shows_its_state_and_its_lines_and_opens_only_with_its_own_part()
    {
        foreach (var act in new[] { Act(), Opening() })
        {
            var (part, both) = Face.Seal(act, 1, new Salt(Hash), Front(EntryKind.SealedPart) with { Index = 19 });
            Assert.True(ActEntry.TryRead(Encode(both, (a, w) => a.Write(w)), out var shown));
            Assert.Equal(new ActSeal(part.Commitment, 1), shown!.Seal);
            Assert.Equal(act.Lines, shown.Lines);
            Assert.True(shown.Firings.IsEmpty && shown.Legs.IsEmpty && shown.Moves.IsEmpty && shown.Duties.IsEmpty && shown.Facts.IsEmpty);
            Assert.True(shown.Decider == ActDecider.Nobody && shown.Envelope.Actor == 0 && shown.Due is null && shown.LawDue is null && shown.HeadSeen is null);

            Assert.True(Face.TryOpen(shown, part, out var full));
            Assert.Equal(Encode(act, (a, w) => a.Write(w)), Encode(full! with { Seal = null }, (a, w) => a.Write(w)));
            Assert.Equal(Encode(both, (a, w) => a.Write(w)), Encode(full!, (a, w) => a.Write(w)));
            Assert.False(Face.TryOpen(shown, part with { Salt = default }, out _));
            Assert.False(Face.TryOpen(act, part, out _));
        }
    }

    [Fact]
    public void Two_acts_that_differ_only_in_what_is_hidden_show_the_same_but_for_their_commitment()
    {
        var front = Front(EntryKind.SealedPart) with { Index = 19 };
        var one = Face.Seal(Act(), 1, new Salt(Hash), front).Act;
        var other = Face.Seal(Act() with { Firings = [], Evidence = [], Trigger = ActTrigger.Lapsed, WasDue = new LogTime(3) }, 1, new Salt(Hash), front).Act;
        Assert.NotEqual(one.Seal, other.Seal);
        Assert.Equal(Encode(one with { Seal = other.Seal }, (a, w) => a.Write(w)), Encode(other, (a, w) => a.Write(w)));
    }

    [Fact]
    public void Two_entries_of_two_logs_are_linked_only_when_each_names_the_other()
    {
        var record = Due();
        var act = Act() with { Duties = [new Duty(DutyKind.Notice, 0, 0, new LogTime(7)), new Duty(DutyKind.Report, 0, 0, new LogTime(77), record.PlaceAt("mas", 2))] };
        var main = Encode(act, (a, w) => a.Write(w));
        var entry = Regulatory() with { MainLeaf = MerkleHasher.HashLeaf(main) };
        Assert.Equal(ReportLinkOutcome.Linked, ReportLink.Check(main, entry.ToBytes(), out var place));
        Assert.Equal(record.PlaceAt("mas", 2), place);
        Assert.Equal(ReportLinkOutcome.NotRegulatory, ReportLink.Check(main, main, out _));
        Assert.Equal(ReportLinkOutcome.NotMain, ReportLink.Check(entry.ToBytes(), entry.ToBytes(), out _));
        Assert.Equal(ReportLinkOutcome.OtherMainEntry, ReportLink.Check(main, (entry with { MainIndex = 19 }).ToBytes(), out _));
        Assert.Equal(ReportLinkOutcome.OtherMainEntry, ReportLink.Check(main, (entry with { MainLeaf = Hash }).ToBytes(), out _));
        Assert.Equal(ReportLinkOutcome.OtherPlace, ReportLink.Check(main, (entry with { Envelope = entry.Envelope with { Index = 3 } }).ToBytes(), out _));
        Assert.Equal(ReportLinkOutcome.OtherRecord, ReportLink.Check(main, (entry with { Record = (record with { Document = Hash }).ToBytes() }).ToBytes(), out _));

        var (part, _) = Face.Seal(act, 1, new Salt(Hash), Front(EntryKind.SealedPart) with { Index = 19 });
        var sealedPart = Encode(part, (p, w) => p.Write(w));
        Assert.Equal(ReportLinkOutcome.Linked, ReportLink.Check(sealedPart, (entry with { MainIndex = 19, MainLeaf = MerkleHasher.HashLeaf(sealedPart) }).ToBytes(), out _));
    }

    private static void Withstands<T>(T value, Action<T, CborWriter> write, Reader<T> read)
    {
        var bytes = Encode(value, write);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, changed) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = changed;
            return !read(damaged, out var back) || Encode(back!, write).AsSpan().SequenceEqual(damaged);
        }, iter: 2_000);
    }

    private static void Survives<T>(T value, Action<T, CborWriter> write, Reader<T> read)
    {
        var bytes = Encode(value, write);
        Assert.True(read(bytes, out var back), typeof(T).Name);
        Assert.Equal(bytes, Encode(back!, write));
        Assert.False(read(bytes.AsMemory(0, bytes.Length - 1), out _));
        Assert.False(read(bytes.Append((byte)0).ToArray(), out _));
    }

    private static byte[] Encode<T>(T value, Action<T, CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(value, writer);
        return writer.Encode();
    }

    private static EntryEnvelope Front(EntryKind kind, params ulong[] subjects) =>
        new(kind, 20, new LogTime(21), new Id128(22), new Id128(23), 24, [.. subjects.Select(s => new LineageLink(s, s, 1))]);

    private static ReportPlace Place => new("mas", 3, Hash);

    private static ReportRecord Due() => new(
        ReportEvent.Due, new DutyName(20, 1), new ReportSubject("p", 2, Hash, 9, "hold", "large", ["law", "Article 1"], new LogTime(77)), null);

    private static RegulatorEntry Regulatory() => new(
        new EntryEnvelope(EntryKind.Regulatory, 2, new LogTime(21), Id128.None, Id128.None, 0, [new LineageLink(2, 2, 0)]), 20, Hash, Due().ToBytes());

    private static ActEntry Opening() => Act() with
    {
        Envelope = Front(EntryKind.Act, 5, 6, 20), Case = 20, Trigger = ActTrigger.Opened, HeadSeen = null,
        Opening = new ActOpening(1_000, [4, 4], [5, 6], 0),
    };

    private static ActEntry Act() => new()
    {
        Envelope = Front(EntryKind.Act, 5, 6, 9),
        Lines = [new PostedLine(5, Side.Debit, 100), new PostedLine(6, Side.Credit, 100)],
        Case = 9,
        Product = 8,
        Trigger = ActTrigger.Taken,
        HeadSeen = 15,
        Decider = new ActDecider(4, 1, null, 2, ImmutableArray.Create(13ul, 14ul)),
        Opening = null,
        WasDue = new LogTime(19),
        Request = 12,
        Facts = [new FactGiven(0, Int128.MaxValue, null), new FactGiven(1, 65, Hash)],
        Evidence = [new EvidenceFiled(0, Hash)],
        Firings = [new Firing(2, FiringCause.Rule, 0, 1)],
        Legs = [new ActLeg(0, 1, UInt128.MaxValue)],
        Moves = [new LiabilityMove(-1, 1, 100)],
        Used = [new FactGiven(3, 7, null)],
        Duties = [new Duty(DutyKind.Report, 0, 0, new LogTime(77))],
        Stops = [new CapStop(0, 2)],
        Shadows = [new ShadowVerdict(0, 1, 2, -1)],
        Due = new DueStep(new LogTime(88), 3),
        LawDue = new DueStep(new LogTime(99), 4),
        Signature = new byte[64],
    };
}
