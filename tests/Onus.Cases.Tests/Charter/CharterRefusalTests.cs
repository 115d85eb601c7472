using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

/// <summary>A bad input for each refusal, and that each is what docs/api/result-codes.md says of its number.</summary>
public sealed class CharterRefusalTests
{
    private static readonly Dictionary<CharterOutcome, Func<TestNode, CharterResult>> Malformed = new()
    {
        [CharterOutcome.IdMustNotBeZero] = n => n.Run(new EndProposal(n.Head(n.Ada) with { Id = Id128.None }, 3)),
        [CharterOutcome.IdMustBeVersion7] = n => n.Run(new EndProposal(n.Head(n.Ada) with { Id = new Id128(5) }, 3)),
        [CharterOutcome.ActorOutOfRange] = n => n.Run(new EndProposal(n.Head(n.Ada) with { Actor = 1UL << 48 }, 3)),
        [CharterOutcome.OriginMalformed] = n => n.Run(n.Founding() with { Origin = "" }),
        [CharterOutcome.FoundersMalformed] = n => n.Run(n.Founding() with { Founders = [n.Ada.AsFounder(), n.Ada.AsFounder()] }),
        [CharterOutcome.TextOutOfRange] = n => n.Run(new PublishText(n.Head(n.Ada), default)),
        [CharterOutcome.SubjectMustNotBeZero] = n => n.Do(n.Ada, new RegisterActor(Id128.None, ActorKind.Person)),
        [CharterOutcome.NameMalformed] = n => n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "", new string('a', 101))),
        [CharterOutcome.KeyMalformed] = n => n.Do(n.Ada, new AddKey(n.Ada.Actor, KeyAlgorithm.EcdsaP256, n.Cy.PublicKey)),
        [CharterOutcome.TooManyItems] = n => n.Do(n.Ada, new EnactProduct(default, default, [.. new ulong[501]], [])),
        [CharterOutcome.SignatureMalformed] = n => n.Run(new SecondAct(n.Head(n.Ada), 3, new byte[71])),
        [CharterOutcome.NotThisLog] = n =>
        {
            n.IsThisLog = false;
            Assert.Equal(CharterOutcome.NotThisLog, n.Do(n.Ada, new AcceptLoss(4, "example.com/log/i2", n.NextLogKey.PublicKey)).Outcome);
            return n.Run(n.Founding());
        },
        [CharterOutcome.LogKeyNotHeld] = n =>
        {
            n.HoldsLogKeys = false;
            return n.Do(n.Ada, CharterTests.Rotation(n));
        },
        [CharterOutcome.IdTooFarAhead] = n =>
            n.Run(new EndProposal(n.Head(n.Ada) with { Id = new Id128(n.NewId().Value + ((UInt128)301_000 << 80)) }, 3)),
    };

    private static readonly Dictionary<CharterOutcome, Func<TestNode, CharterResult>> Refused = new()
    {
        [CharterOutcome.AlreadyFounded] = n => n.Run(n.Founding()),
        [CharterOutcome.ActorUnknown] = n => n.Run(new DoAct(n.Head() with { Actor = 999 }, new RevokeKey(3))),
        [CharterOutcome.NoAuthority] = n => n.Do(Registered(n), new RegisterActor(new Id128(500), ActorKind.Person)),
        [CharterOutcome.LossNotAccepted] = n =>
        {
            n.Append(new RestoredEntry(n.NextFront(EntryKind.Restored), "example.com/log", (ulong)n.Log.Count, default, ["ada"]).ToBytes());
            return n.Do(n.Ada, new RegisterActor(new Id128(500), ActorKind.Person));
        },
        [CharterOutcome.ProposalNotFound] = n => n.Second(n.Bo, 999),
        [CharterOutcome.ProposalLapsed] = n =>
        {
            var proposal = Grant(n);
            n.Clock = n.Clock.Plus(CharterOffice.TimeToSecond + 1_000_000_000);
            return n.Second(n.Bo, proposal);
        },
        [CharterOutcome.SecondMustBeAnother] = n => n.Second(n.Ada, Grant(n)),
        [CharterOutcome.ProposerLostAuthority] = n =>
        {
            var third = Registered(n);
            Assert.Equal(CharterOutcome.Accepted, n.Both(new GrantAuthority(third.Actor, "", CharterOffice.Registrar)).Outcome);
            var proposal = n.Do(third, new GrantAuthority(n.Ada.Actor, "", CharterOffice.Onboarder)).Index;
            Assert.True(n.Charter.Registry.TryFindGrant(third.Actor, "", CharterOffice.Registrar, out var grant));
            Assert.Equal(CharterOutcome.Accepted, n.Both(new RevokeAuthority(grant.Entry)).Outcome);
            return n.Second(n.Bo, proposal);
        },
        [CharterOutcome.SignatureMissing] = n => n.Run(new DoAct(n.Head(n.Ada), new RegisterActor(new Id128(500), ActorKind.Person))),
        [CharterOutcome.KeyNotOfActor] = n => n.Run(new DoAct(
            n.Head(n.Ada), new RegisterActor(new Id128(500), ActorKind.Person), n.Bo.Sign([1]))),
        [CharterOutcome.KeyRevoked] = n =>
        {
            var third = Registered(n);
            Assert.Equal(CharterOutcome.Accepted, n.Both(new GrantAuthority(third.Actor, "", CharterOffice.Registrar)).Outcome);
            Assert.Equal(CharterOutcome.Accepted, n.Do(n.Ada, new RevokeKey(third.KeyEntry)).Outcome);
            return n.Do(third, new RegisterActor(new Id128(500), ActorKind.Person));
        },
        [CharterOutcome.SignatureOverOtherStatement] = n => n.Run(new DoAct(
            n.Head(n.Ada), new RegisterActor(new Id128(500), ActorKind.Person), n.Ada.Sign([1]))),
        [CharterOutcome.TooManyProposals] = n =>
        {
            var act = new GrantAuthority(Registered(n).Actor, "", CharterOffice.Onboarder);
            for (var i = 0; i < Cases.Charter.MaxProposals; i++) Assert.Equal(CharterOutcome.Proposed, n.Do(n.Ada, act).Outcome);
            return n.Do(n.Ada, act);
        },
        [CharterOutcome.TokenTaken] = n => n.Do(n.Ada, new RegisterActor(n.Bo.Token, ActorKind.Service)),
        [CharterOutcome.SubjectUnknown] = n => n.Do(n.Ada, new AddKey(999, n.Cy.Algorithm, n.Cy.PublicKey)),
        [CharterOutcome.KeyTaken] = n => n.Do(n.Ada, new AddKey(n.Bo.Actor, n.Ada.Algorithm, n.Ada.PublicKey)),
        [CharterOutcome.KeyNotFound] = n => n.Do(n.Ada, new RevokeKey(999)),
        [CharterOutcome.AlreadyRevoked] = n =>
        {
            var key = Registered(n).KeyEntry;
            n.Do(n.Ada, new RevokeKey(key));
            return n.Do(n.Ada, new RevokeKey(key));
        },
        [CharterOutcome.ProductNotFound] = n => n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "small", "desk")),
        [CharterOutcome.AuthorityUnknown] = n =>
        {
            n.Enact();
            Assert.Equal(CharterOutcome.AuthorityUnknown, n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "small", "chief")).Outcome);
            Assert.Equal(CharterOutcome.AuthorityUnknown, n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "", "desk")).Outcome);
            Assert.Equal(CharterOutcome.AuthorityUnknown, n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "small", RegulatorDesk.AuthorityOf("fca"))).Outcome);
            Assert.Equal(CharterOutcome.ProductNotFound, n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "other", RegulatorDesk.AuthorityOf("pboc"))).Outcome);
            return n.Do(n.Ada, new GrantAuthority(n.Ada.Actor, "small", "pair"));
        },
        [CharterOutcome.NotAPerson] = n =>
        {
            n.Enact();
            n.Register(n.Cy, ActorKind.Service);
            Assert.Equal(CharterOutcome.NotAPerson, n.Do(n.Ada, new GrantAuthority(n.Cy.Actor, "small", "desk")).Outcome);
            return n.Do(n.Ada, new GrantAuthority(n.Cy.Actor, "", CharterOffice.Custodian));
        },
        [CharterOutcome.AlreadyHeld] = n => n.Do(n.Ada, new GrantAuthority(n.Bo.Actor, "", CharterOffice.Custodian)),
        [CharterOutcome.GrantNotFound] = n => n.Do(n.Ada, new RevokeAuthority(999)),
        [CharterOutcome.TooFewLeft] = n =>
        {
            Assert.Equal(CharterOutcome.TooFewLeft, n.Do(n.Ada, new RevokeKey(n.Bo.KeyEntry)).Outcome);
            return n.Do(n.Ada, new RevokeAuthority(n.Charter.Registry.GrantsOf(n.Bo.Actor).First().Entry));
        },
        [CharterOutcome.TextExists] = n =>
        {
            n.Publish([1, 2, 3]);
            return n.Run(new PublishText(n.Head(n.Bo), new byte[] { 1, 2, 3 }));
        },
        [CharterOutcome.TextNotFound] = n => n.Do(n.Ada, n.Prepare().Act with { Compiled = Hash256.EmptyRoot }),
        [CharterOutcome.ProductMalformed] = n =>
        {
            var act = n.Prepare().Act;
            return n.Do(n.Ada, act with { Compiled = act.Source });
        },
        [CharterOutcome.SourceDiffers] = n => n.Do(n.Ada, n.Prepare().Act with { Source = n.Publish([9]) }),
        [CharterOutcome.VersionNotHigher] = n =>
        {
            n.Enact();
            return n.Do(n.Ada, n.Prepare(p => p with { Title = "Other" }).Act);
        },
        [CharterOutcome.CalendarUnknown] = n =>
        {
            var zone = n.Do(n.Ada, n.Prepare(p => p with { Perimeter = p.Perimeter with { TimeZone = "Asia/Nowhere" } }).Act);
            Assert.Equal(CharterOutcome.CalendarUnknown, zone.Outcome);
            return n.Do(n.Ada, n.Prepare(p => p with { Perimeter = p.Perimeter with { Calendar = p.Perimeter.Calendar! with { Data = Hash256.EmptyRoot } } }).Act);
        },
        [CharterOutcome.OutOfShape] = n => n.Do(n.Ada, n.Prepare().Act with { Parties = [] }),
        [CharterOutcome.PartyMisbound] = n =>
        {
            var act = n.Prepare().Act;
            Assert.Equal(CharterOutcome.PartyMisbound, n.Do(n.Ada, act with { Parties = [0, 999] }).Outcome);
            var answer = n.Do(n.Ada, act with { Parties = [n.Bo.Actor, n.Ada.Actor] });
            Assert.Equal(0, answer.About);
            return answer;
        },
        [CharterOutcome.AccountMisbound] = n =>
        {
            var act = n.Prepare().Act;
            Assert.Equal(CharterOutcome.AccountMisbound, n.Do(n.Ada, act with { Accounts = [0, 999] }).Outcome);
            Assert.Equal(CharterOutcome.AccountMisbound, n.Do(n.Ada, act with { Accounts = [0, n.OpenAccount("EUR", 0)] }).Outcome);
            Assert.Equal(CharterOutcome.AccountMisbound, n.Do(n.Ada, act with { Accounts = [0, n.OpenAccount("CNY", 0, BookPurpose.Liability)] }).Outcome);
            Assert.Equal(CharterOutcome.AccountMisbound, n.Do(n.Ada, act with { Accounts = [0, n.OpenAccount("CNY", 0, owner: n.Bo)] }).Outcome);
            var answer = n.Do(n.Ada, act with { Accounts = [act.Accounts[1], act.Accounts[1]] });
            Assert.Equal(0, answer.About);
            return answer;
        },
        [CharterOutcome.AccountMayGoNegative] = n =>
        {
            Assert.Equal(CharterOutcome.AccountMayGoNegative, n.Do(n.Ada, n.Prepare(account: n.OpenAccount()).Act).Outcome);
            var lenient = n.Prepare(p => p with { Version = 9, Accounts = [p.Accounts[0], p.Accounts[1] with { MayGoNegative = true }] }, n.OpenAccount());
            Assert.Equal(CharterOutcome.Proposed, n.Do(n.Ada, lenient.Act).Outcome);
            return n.Do(n.Ada, n.Prepare(account: n.OpenAccount(debitLimit: 5)).Act);
        },
        [CharterOutcome.OpenedProductNotFound] = n => n.Do(n.Ada, n.Prepare(p => p with { Steps = [p.Steps[0] with { Opens = "review" }] }).Act),
        [CharterOutcome.CalendarNotInUse] = n =>
        {
            var (old, newer) = (n.Enact().Calendar.Business!.Hash, n.Publish(CharterTests.NewerCalendar()));
            Assert.Equal(CharterOutcome.CalendarNotInUse, n.Do(n.Ada, new UpdateCalendar(Hash256.EmptyRoot, newer)).Outcome);
            Assert.Equal(CharterOutcome.Accepted, n.Both(new UpdateCalendar(old, newer)).Outcome);
            return n.Do(n.Ada, new UpdateCalendar(old, old));
        },
        [CharterOutcome.CalendarNotNewer] = n =>
        {
            var (old, newer) = (n.Enact().Calendar.Business!.Hash, n.Publish(CharterTests.NewerCalendar()));
            Assert.Equal(CharterOutcome.Accepted, n.Both(new UpdateCalendar(old, newer)).Outcome);
            return n.Do(n.Ada, new UpdateCalendar(newer, old));
        },
        [CharterOutcome.LogKeyDiffers] = n => n.Do(n.Ada, CharterTests.Rotation(n) with { Old = n.Ada.PublicKey }),
        [CharterOutcome.LogKeyNotSigned] = n => n.Do(n.Ada, CharterTests.Rotation(n) with { NewSignature = new byte[64] }),
        [CharterOutcome.LossNotFound] = n => n.Do(n.Ada, new AcceptLoss(4, "example.com/log/i2", n.NextLogKey.PublicKey)),
        [CharterOutcome.CaseNotFound] = n => n.Do(n.Ada, new PermitDestruction(78, Hash256.EmptyRoot)),
        [CharterOutcome.AlreadyPermitted] = n =>
        {
            n.Both(new PermitDestruction(77, Hash256.EmptyRoot));
            return n.Do(n.Ada, new PermitDestruction(77, Hash256.EmptyRoot));
        },
    };

    // What only the case book finds out; MigrationLawTests and CourtOrderLawTests have their bad inputs.
    private static readonly CharterOutcome[] OfCases =
    [
        CharterOutcome.CaseClosed, CharterOutcome.HeadMoved, CharterOutcome.NotAnotherVersion, CharterOutcome.StateNotOpen,
        CharterOutcome.FactsDiffer, CharterOutcome.LiabilityUnbalanced, CharterOutcome.FundsUnbalanced, CharterOutcome.Unfunded,
    ];

    public static TheoryData<CharterOutcome> MalformedOutcomes => [.. Malformed.Keys];

    public static TheoryData<CharterOutcome> RefusedOutcomes => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(MalformedOutcomes))]
    public void What_is_malformed_leaves_no_entry_and_its_id_free(CharterOutcome outcome)
    {
        using var node = new TestNode();
        var size = node.Log.Count;
        var answer = Malformed[outcome](node);
        Assert.Equal((outcome, 0UL), (answer.Outcome, answer.Index));
        Assert.Equal(size, node.Log.Count);
    }

    [Theory]
    [MemberData(nameof(RefusedOutcomes))]
    public void What_is_refused_is_an_entry_with_the_command_and_its_code(CharterOutcome outcome)
    {
        using var node = new TestNode();
        var answer = Refused[outcome](node);
        Assert.Equal(outcome, answer.Outcome);
        Assert.True((byte)outcome >= 128);
        Assert.True(CharterRefused.TryRead(node.Log[^1], out var refused));
        Assert.Equal((outcome, answer.About, answer.Index), (refused!.Outcome, refused.About, refused.Envelope.Index));
        Assert.True(node.Ledger.TryFindCommand(refused.Envelope.Command, out var known) && known == answer.Index);

        var head = new Ledger.CommandHead(refused.Envelope.Command, refused.Envelope.Trace, refused.Envelope.Actor);
        Assert.True(CharterCommandCodec.TryDecode(refused.Content, head, out var command, out _));
        if (command is not PublishText) Assert.Equal(refused.Content.ToArray(), CharterCommandCodec.Encode(command));
    }

    [Fact]
    public void Somebody_may_be_let_speak_for_a_regulator_that_the_product_names_a_service_too()
    {
        using var node = new TestNode();
        node.Enact();
        node.Register(node.Cy, ActorKind.Service);
        Assert.Equal(CharterOutcome.Accepted, node.Both(new GrantAuthority(node.Cy.Actor, "small", RegulatorDesk.AuthorityOf("pboc"))).Outcome);
        Assert.True(node.Charter.Registry.Holds(node.Cy.Actor, "small", "regulator/pboc"));
    }

    [Fact]
    public void A_key_that_the_node_has_lost_since_it_was_proposed_is_not_seconded()
    {
        using var node = new TestNode();
        var proposal = node.Do(node.Ada, CharterTests.Rotation(node)).Index;
        node.HoldsLogKeys = false;
        Assert.Equal(CharterOutcome.LogKeyNotHeld, node.Second(node.Bo, proposal).Outcome);
        node.HoldsLogKeys = true;
        Assert.Equal(CharterOutcome.Accepted, node.Second(node.Bo, proposal).Outcome);
    }

    [Fact]
    public void Nothing_is_done_before_the_founding()
    {
        using var node = new TestNode(founded: false);
        Assert.Equal(CharterOutcome.NotFounded, node.Do(node.Ada, new RegisterActor(new Id128(500), ActorKind.Person)).Outcome);
    }

    [Fact]
    public void Every_outcome_of_the_list_has_a_bad_input()
    {
        CharterOutcome[] elsewhere =
        [
            CharterOutcome.Accepted, CharterOutcome.Proposed, CharterOutcome.Exists, CharterOutcome.IdAlreadyRefused,
            CharterOutcome.ExistsWithDifferentRequest, CharterOutcome.ExistsWithDifferentActor,
            CharterOutcome.ExistsWithDifferentContent, CharterOutcome.NotFounded,
        ];
        Assert.Equal(Enum.GetValues<CharterOutcome>(), elsewhere.Concat(Malformed.Keys).Concat(Refused.Keys).Concat(OfCases).Order());
    }

    [Fact]
    public void What_the_case_book_refuses_the_charter_refuses()
    {
        using var node = new TestNode();
        var migrate = new MigrateCase(77, 80, 90, 0, [], [], [], [], []);
        var order = new CourtOrder(77, 80, Hash256.EmptyRoot, [], []);
        foreach (var outcome in OfCases)
        {
            node.Cases.Answer = outcome;
            Assert.Equal((outcome, 5), (node.Do(node.Ada, migrate) is var m ? m.Outcome : default, m.About));
            Assert.Equal((outcome, 6), (node.Do(node.Ada, order) is var o ? o.Outcome : default, o.About));
        }

        node.Cases.Answer = CharterOutcome.Accepted;
        Assert.Equal(CharterOutcome.Accepted, node.Both(migrate).Outcome);
        Assert.Equal(CharterOutcome.Accepted, node.Both(order).Outcome);
    }

    private static Person Registered(TestNode node)
    {
        node.Register(node.Cy);
        return node.Cy;
    }

    private static ulong Grant(TestNode node) =>
        node.Do(node.Ada, new GrantAuthority(Registered(node).Actor, "", CharterOffice.Enactor)).Index;
}
