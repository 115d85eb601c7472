using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Cases.Tests;

/// <summary>The charter's text checks clean, and what it says is what the code does: every act is walked through both.</summary>
public sealed class CharterTextTests
{
    private static readonly Product Text = Compile();

    [Fact]
    public void The_text_waits_for_a_second_person_as_long_as_the_code_does()
    {
        var clock = Text.States[Text.Start].Clock!;
        var length = clock.Length.ToTerm();
        var calendar = new CivilCalendar(CivilZone.TryFind(Text.Perimeter.TimeZone!, out var zone) ? zone : null!);
        Assert.Equal(CharterOffice.TimeToSecond, calendar.Due(LogTime.Epoch, length).Nanoseconds);
        Assert.Equal("lapsed", Text.States[Text.Steps[clock.Then].To!.Value].Name);
    }

    [Fact]
    public void The_authorities_of_the_text_are_those_of_the_code()
    {
        Assert.Equal(CharterOffice.All, Text.Authorities.Where(a => a.Members.IsEmpty).Select(a => a.Name));
        var opened = Text.States[Text.Start].OpenedBy.Where(who => !who.IsParty).Select(who => Text.Authorities[who.Index].Name);
        Assert.Equal(CharterOffice.All, opened);
        Assert.Equal(CharterOffice.OfFounders, Text.Authorities.Where(a => a.Quorum == 2).Select(a => Text.Authorities[a.Members.Single()].Name));
    }

    [Fact]
    public void Each_act_takes_effect_by_the_hands_that_the_text_says()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        var acts = Acts(node).ToList();
        Assert.Equal(Enum.GetValues<CharterActKind>(), acts.Select(a => a.Kind).Distinct());
        foreach (var act in acts)
        {
            var hasAuthority = act is AddKey add && node.Charter.Registry.HoldsAny(add.Actor);
            var facts = new Int128?[] { Place(act.Kind), hasAuthority ? 1 : 0 };
            var open = Text.Steps.Where(step => !step.Decider.ByClock && step.When.Evaluate(facts) == true).ToList();

            if (node.Charter.VerbFor(act) == CharterVerb.Do)
            {
                Assert.True(Assert.Single(open).Decider.ByRule);
                continue;
            }

            // One step carries it out by two holders of the authority that the code names; one lets a single holder drop it.
            Assert.Equal(2, open.Count);
            var carry = Text.Authorities[open.Single(s => Text.States[s.To!.Value].Name == "in-force").Decider.By!.Value.Index];
            Assert.Equal((2, CharterOffice.For(act.Kind)), (carry.Quorum, Text.Authorities[carry.Members.Single()].Name));
            var drop = Text.Authorities[open.Single(s => Text.States[s.To!.Value].Name == "withdrawn").Decider.By!.Value.Index];
            Assert.Equal(CharterOffice.For(act.Kind), drop.Name);
        }
    }

    [Fact]
    public void Who_holds_no_authority_of_an_act_can_neither_ask_for_it_nor_drop_it()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        foreach (var act in Acts(node)) Assert.False(CharterOffice.MayAct(node.Cy.Actor, act, node.Charter.Registry));
        Assert.True(CharterOffice.MayAct(node.Cy.Actor, new RevokeKey(node.Cy.KeyEntry), node.Charter.Registry));
    }

    private static IEnumerable<CharterAct> Acts(TestNode node) =>
    [
        new RegisterActor(new Id128(500), ActorKind.Person),
        new AddKey(node.Cy.Actor, KeyAlgorithm.Ed25519, node.Cy.PublicKey),
        new AddKey(node.Ada.Actor, KeyAlgorithm.Ed25519, node.Cy.PublicKey),
        new RevokeKey(node.Ada.KeyEntry),
        new GrantAuthority(node.Cy.Actor, "", CharterOffice.Enactor),
        new RevokeAuthority(3),
        new EnactProduct(default, default, [], []),
        new UpdateCalendar(default, default),
        CharterTests.Rotation(node),
        new AcceptLoss(3, "example.com/log/i2", node.NextLogKey.PublicKey),
        new PermitDestruction(77, default),
        new MigrateCase(77, 78, 79, 0, [], [], [], [], []),
        new CourtOrder(77, 78, default, [], []),
    ];

    private static Int128 Place(CharterActKind kind)
    {
        var name = string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
        var place = Text.Facts[0].Values.IndexOf(name);
        Assert.True(place >= 0, name);
        return place;
    }

    private static Product Compile()
    {
        Assert.True(SourceText.FromBytes("charter.onus", CharterText.Bytes.Span) is var source);
        var check = ProductCheck.Check(source, new CheckOptions { AsOf = new DateOnly(2026, 11, 24) });
        Assert.Empty(check.Diagnostics);
        return check.Compile();
    }
}
