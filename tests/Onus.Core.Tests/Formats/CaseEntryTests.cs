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
        Survives(new RequestEnded(Front(EntryKind.RequestEnded, 9), 11, CaseOutcome.RequestMoot, ActDecider.Nobody), (e, w) => e.Write(w), RequestEnded.TryRead);
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
