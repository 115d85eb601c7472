using System.Formats.Cbor;
using CsCheck;
using Onus.Core.Formats;

namespace Onus.Core.Tests.Formats;

/// <summary>The entries, acts and statements of the charter: what is written reads back to the same bytes, and what is damaged
/// is refused or reads as exactly what its bytes say.</summary>
public sealed class CharterEntryTests
{
    private delegate bool Reader<T>(ReadOnlyMemory<byte> entry, out T? read);

    private static readonly Hash256 Hash = Hash256.EmptyRoot;

    private static readonly CharterWarrant Warrant = new(WarrantKind.Seconded, 7, new byte[DecisionSignature.Size]);

    private static readonly CharterAct[] Acts =
    [
        new RegisterActor(new Id128(7), ActorKind.Service),
        new AddKey(4, KeyAlgorithm.EcdsaP256, new byte[] { 1, 2 }),
        new RevokeKey(5),
        new GrantAuthority(4, "", "registrar"),
        new RevokeAuthority(6),
        new EnactProduct(Hash, default, [0, 4], [5, 0]),
        new UpdateCalendar(Hash, default),
        new RotateLogKey(new byte[32], new byte[32], new byte[64], new byte[64]),
        new AcceptLoss(9, "example.com/log/i2", new byte[32]),
        new PermitDestruction(9, Hash),
        new MigrateCase(9, 8, 7, 1, [0, 4], [5], [new FactGiven(0, -5, Hash)], [new ActLeg(0, 1, 5)], [new LiabilityMove(0, 1, 5)]),
        new CourtOrder(9, 8, Hash, [new ActLeg(0, 1, 5)], [new LiabilityMove(0, -1, 5)]),
    ];

    [Fact]
    public void Every_entry_of_the_charter_withstands_damage()
    {
        var genesis = new GenesisEntry(Front(EntryKind.Genesis), "example.com/log", new byte[32], Hash, true, false,
            [new Founder(new Id128(1), KeyAlgorithm.Ed25519, new byte[32]), new Founder(new Id128(2), KeyAlgorithm.EcdsaP256, new byte[91])]);
        Withstands(genesis, (e, w) => e.Write(w), GenesisEntry.TryRead);
        Withstands(new CalendarUpdated(Front(EntryKind.CalendarUpdated), Hash, default, Warrant), (e, w) => e.Write(w), CalendarUpdated.TryRead);
        Withstands(new LogKeyRotated(Front(EntryKind.LogKeyRotated), (RotateLogKey)Acts[7], Warrant), (e, w) => e.Write(w), LogKeyRotated.TryRead);
        Withstands(new LossAccepted(Front(EntryKind.LossAccepted), (AcceptLoss)Acts[8], Warrant), (e, w) => e.Write(w), LossAccepted.TryRead);
        Withstands(new DestructionPermitted(Front(EntryKind.DestructionPermitted), (PermitDestruction)Acts[9], Warrant), (e, w) => e.Write(w), DestructionPermitted.TryRead);
        Withstands(Migrated(), (e, w) => e.Write(w), CaseMigrated.TryRead);
        Withstands(Ordered(), (e, w) => e.Write(w), CourtOrdered.TryRead);
        Withstands(new ProposalEnded(Front(EntryKind.ProposalEnded), 7, ProposalEnd.Dismissed), (e, w) => e.Write(w), ProposalEnded.TryRead);
        Withstands(new CharterRefused(Front(EntryKind.CharterRefused), CharterOutcome.NoAuthority, -1, new byte[] { 1 }), (e, w) => e.Write(w), CharterRefused.TryRead);
        Withstands(new AuthorityGranted(Front(EntryKind.AuthorityGranted, 4), 4, "p", "desk") { Warrant = Warrant }, (e, w) => e.Write(w), AuthorityGranted.TryRead);
        Withstands(new ProductEnacted(Front(EntryKind.ProductEnacted), "p", 3, Hash, Hash, [1], [2, 3], [0, 4], [5, 0], new LogTime(99)) { Warrant = Warrant }, (e, w) => e.Write(w), ProductEnacted.TryRead);
    }

    [Fact]
    public void Every_act_of_the_charter_withstands_damage_alone_proposed_and_signed()
    {
        Assert.Equal(Enum.GetValues<CharterActKind>(), Acts.Select(act => act.Kind));
        foreach (var act in Acts)
        {
            Withstands(act, (a, w) => w.WriteEncodedValue(a.ToBytes()), CharterAct.TryRead);
            Withstands(new Proposed(Front(EntryKind.Proposed), act, new LogTime(5), new byte[72]), (e, w) => e.Write(w), Proposed.TryRead);
            Withstands(new CharterStatement("example.com/log", new Id128(1), CharterVerb.Second, 7, act), (s, w) => w.WriteEncodedValue(s.ToBytes()), CharterStatement.TryRead);
        }
    }

    [Fact]
    public void A_statement_of_a_decision_withstands_damage()
    {
        var statement = new DecisionStatement
        {
            Origin = "example.com/log", Command = new Id128(1), Product = Hash, Verb = DecisionVerb.Grant, Case = 9, HeadSeen = 11, Request = 10,
            Step = 2, StepName = "pay-hospital", As = "desk", RecordedFor = "police",
            Facts = [new StatedFact("amount", new FactGiven(0, 5, null))], Evidence = [new StatedEvidence("bill", new EvidenceFiled(0, Hash))],
        };
        Withstands(statement, (s, w) => w.WriteEncodedValue(s.ToBytes()), DecisionStatement.TryRead);
        Assert.False(DecisionStatement.TryRead(new CharterStatement("o", new Id128(1), CharterVerb.Do, 0, Acts[0]).ToBytes(), out _));
    }

    [Fact]
    public void A_warrant_names_a_proposal_exactly_when_it_was_seconded()
    {
        foreach (var kind in Enum.GetValues<WarrantKind>())
            foreach (var proposal in new[] { 0UL, 7UL })
            {
                var entry = new CalendarUpdated(Front(EntryKind.CalendarUpdated), Hash, default, new CharterWarrant(kind, proposal, default));
                if ((kind == WarrantKind.Seconded) == (proposal != 0)) Assert.True(CalendarUpdated.TryRead(Encode(entry, (e, w) => e.Write(w)), out _));
                else Assert.Throws<CborContentException>(() => Encode(entry, (e, w) => e.Write(w)));
            }
    }

    [Fact]
    public void A_founding_by_one_says_that_they_are_alone()
    {
        var one = new Founder(new Id128(1), KeyAlgorithm.Ed25519, new byte[32]);
        var genesis = new GenesisEntry(Front(EntryKind.Genesis), "example.com/log", new byte[32], Hash, true, true, [one]);
        Assert.True(GenesisEntry.TryRead(Encode(genesis, (e, w) => e.Write(w)), out _));
        Assert.False(GenesisEntry.TryRead(Encode(genesis with { Alone = false }, (e, w) => e.Write(w)), out _));
        Assert.False(GenesisEntry.TryRead(Encode(genesis with { Founders = [] }, (e, w) => e.Write(w)), out _));
        Assert.False(GenesisEntry.TryRead(Encode(genesis with { Founders = [one, one] }, (e, w) => e.Write(w)), out _));
    }

    [Fact]
    public void A_migration_or_a_court_order_without_its_lineage_is_refused()
    {
        var (migrated, ordered) = (Migrated(), Ordered());
        Assert.False(CaseMigrated.TryRead(Encode(migrated with { Lines = [] }, (e, w) => e.Write(w)), out _));
        Assert.False(CaseMigrated.TryRead(Encode(migrated with { Act = migrated.Act with { Case = 8 } }, (e, w) => e.Write(w)), out _));
        Assert.False(CourtOrdered.TryRead(Encode(ordered with { Lines = [] }, (e, w) => e.Write(w)), out _));
        Assert.False(CourtOrdered.TryRead(Encode(ordered with { Act = ordered.Act with { Case = 8 } }, (e, w) => e.Write(w)), out _));
    }

    [Fact]
    public void A_decision_signature_is_seventy_two_bytes()
    {
        var bytes = new DecisionSignature(0x0102, new byte[64]).ToBytes();
        Assert.Equal(72, bytes.Length);
        Assert.True(DecisionSignature.TryRead(bytes, out var read) && read.Key == 0x0102);
        Assert.False(DecisionSignature.TryRead(bytes.AsMemory(1), out _));
        Assert.False(DecisionSignature.TryRead(default, out _));
    }

    private static CaseMigrated Migrated() => new(
        Front(EntryKind.CaseMigrated, 5, 6, 9), [new PostedLine(5, Side.Debit, 5), new PostedLine(6, Side.Credit, 5)],
        (MigrateCase)Acts[10], new DueStep(new LogTime(5), 2), null, Warrant);

    private static CourtOrdered Ordered() => new(
        Front(EntryKind.CourtOrdered, 5, 6, 9), [new PostedLine(5, Side.Debit, 5), new PostedLine(6, Side.Credit, 5)], (CourtOrder)Acts[11], Warrant);

    private static void Withstands<T>(T value, Action<T, CborWriter> write, Reader<T> read)
    {
        var bytes = Encode(value, write);
        Assert.True(read(bytes, out var same), typeof(T).Name);
        Assert.Equal(bytes, Encode(same!, write));
        Assert.False(read(bytes.AsMemory(0, bytes.Length - 1), out _));
        Assert.False(read(bytes.Append((byte)0).ToArray(), out _));
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, changed) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = changed;
            return !read(damaged, out var back) || Encode(back!, write).AsSpan().SequenceEqual(damaged);
        }, iter: 1_000);
    }

    private static byte[] Encode<T>(T value, Action<T, CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(value, writer);
        return writer.Encode();
    }

    private static EntryEnvelope Front(EntryKind kind, params ulong[] subjects) =>
        new(kind, 20, new LogTime(21), new Id128(22), new Id128(23), 24, [.. subjects.Select(s => new LineageLink(s, s, 1))]);
}
