using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests;

/// <summary>How the node is governed, act by act.</summary>
public sealed class CharterTests
{
    [Fact]
    public void A_founding_names_two_persons_who_hold_every_authority_that_only_persons_hold()
    {
        using var node = new TestNode();
        foreach (var founder in new[] { node.Ada, node.Bo })
        {
            Assert.True(node.Charter.Registry.TryGetActor(founder.Actor, out var actor));
            Assert.Equal(ActorKind.Person, actor.Kind);
            Assert.All(CharterOffice.OfFounders, office => Assert.True(node.Charter.Registry.Holds(founder.Actor, "", office)));
            Assert.False(node.Charter.Registry.Holds(founder.Actor, "", CharterOffice.Onboarder));
            Assert.True(node.Charter.Registry.TryFindKey(founder.Actor, founder.PublicKey, out _));
        }

        Assert.Equal("example.com/log", node.Charter.Origin);
        Assert.Equal(node.LogKey.PublicKey, node.Charter.LogKey);
        Assert.True(GenesisEntry.TryRead(node.Log[0], out var genesis));
        Assert.Equal(CharterText.Hash, genesis!.Charter);
    }

    [Fact]
    public void One_registrar_registers_an_actor_and_gives_it_a_key()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        Assert.True(CharterEffect.TryRead(node.Log[(int)node.Cy.KeyEntry], out var effect));
        Assert.Equal(WarrantKind.Routine, effect.Warrant.Kind);
        Assert.Equal(node.Ada.Actor, effect.Envelope.Actor);
    }

    [Fact]
    public void An_authority_is_held_only_when_a_second_registrar_agrees()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        var act = new GrantAuthority(node.Cy.Actor, "", CharterOffice.Enactor);

        var proposed = node.Do(node.Ada, act);
        Assert.Equal(CharterOutcome.Proposed, proposed.Outcome);
        Assert.False(node.Charter.Registry.Holds(node.Cy.Actor, "", CharterOffice.Enactor));
        Assert.Equal(CharterOutcome.SecondMustBeAnother, node.Second(node.Ada, proposed.Index).Outcome);

        var seconded = node.Second(node.Bo, proposed.Index);
        Assert.Equal(CharterOutcome.Accepted, seconded.Outcome);
        Assert.True(node.Charter.Registry.Holds(node.Cy.Actor, "", CharterOffice.Enactor));
        Assert.True(CharterEffect.TryRead(node.Log[(int)seconded.Index], out var effect));
        Assert.Equal((WarrantKind.Seconded, proposed.Index), (effect.Warrant.Kind, effect.Warrant.Proposal));
        Assert.Empty(node.Charter.Proposals);
    }

    [Fact]
    public void A_key_for_somebody_who_holds_an_authority_takes_two()
    {
        using var node = new TestNode();
        var act = new AddKey(node.Ada.Actor, node.Cy.Algorithm, node.Cy.PublicKey);
        Assert.Equal(CharterOutcome.Proposed, node.Do(node.Ada, act).Outcome);
    }

    [Fact]
    public void A_service_that_onboards_registers_actors_and_does_nothing_else()
    {
        using var node = new TestNode();
        node.Register(node.Cy, ActorKind.Service);
        Assert.Equal(CharterOutcome.Accepted, node.Both(new GrantAuthority(node.Cy.Actor, "", CharterOffice.Onboarder)).Outcome);
        var customer = node.Do(node.Cy, new RegisterActor(new Id128(500), ActorKind.Person));
        Assert.Equal(CharterOutcome.Accepted, customer.Outcome);
        Assert.Equal(CharterOutcome.Accepted, node.Do(node.Cy, new AddKey(customer.Index, KeyAlgorithm.Ed25519, new Person(40).PublicKey)).Outcome);
        Assert.Equal(CharterOutcome.NoAuthority, node.Do(node.Cy, new AddKey(node.Ada.Actor, KeyAlgorithm.Ed25519, new Person(41).PublicKey)).Outcome);
        Assert.Equal(CharterOutcome.NoAuthority, node.Do(node.Cy, new GrantAuthority(customer.Index, "", CharterOffice.Registrar)).Outcome);
    }

    [Fact]
    public void Alone_one_person_does_everything_and_every_entry_says_so()
    {
        using var node = new TestNode(signed: false, alone: true);
        var actor = node.Do(node.Ada, new RegisterActor(new Id128(500), ActorKind.Person));
        var granted = node.Do(node.Ada, new GrantAuthority(actor.Index, "", CharterOffice.Enactor));
        Assert.Equal(CharterOutcome.Accepted, granted.Outcome);
        Assert.True(CharterEffect.TryRead(node.Log[(int)granted.Index], out var effect));
        Assert.Equal(WarrantKind.Alone, effect.Warrant.Kind);
        Assert.True(GenesisEntry.TryRead(node.Log[0], out var genesis) && genesis!.Alone);
    }

    [Fact]
    public void A_proposal_that_nobody_seconds_lapses_after_thirty_days_and_says_so()
    {
        using var node = new TestNode();
        var proposed = node.Do(node.Ada, new RevokeAuthority(node.Charter.Registry.GrantsOf(node.Bo.Actor).First().Entry));
        Assert.Equal(CharterOutcome.TooFewLeft, proposed.Outcome);

        node.Register(node.Cy);
        proposed = node.Do(node.Ada, new GrantAuthority(node.Cy.Actor, "", CharterOffice.Enactor));
        node.Clock = new LogTime(node.Charter.NextDue!.Value.Nanoseconds - 1);
        Assert.Equal(0, node.Lapse());
        node.Clock = node.Clock.Plus(1);
        Assert.Equal(1, node.Lapse());
        Assert.True(ProposalEnded.TryRead(node.Log[^1], out var ended));
        Assert.Equal((proposed.Index, ProposalEnd.Lapsed), (ended!.Proposal, ended.End));
        Assert.Equal(CharterOutcome.ProposalNotFound, node.Second(node.Bo, proposed.Index).Outcome);
        Assert.Null(node.Charter.NextDue);
    }

    [Fact]
    public void Who_proposed_takes_it_back_and_another_dismisses_it()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        var act = new GrantAuthority(node.Cy.Actor, "", CharterOffice.Enactor);
        foreach (var (by, end) in new[] { (node.Ada, ProposalEnd.Withdrawn), (node.Bo, ProposalEnd.Dismissed) })
        {
            var proposed = node.Do(node.Ada, act);
            Assert.Equal(CharterOutcome.Accepted, node.Run(new EndProposal(node.Head(by), proposed.Index)).Outcome);
            Assert.True(ProposalEnded.TryRead(node.Log[^1], out var ended));
            Assert.Equal(end, ended!.End);
            Assert.Empty(node.Charter.Proposals);
        }
    }

    [Fact]
    public void A_product_is_enacted_by_two_and_the_highest_version_in_effect_opens_cases()
    {
        using var node = new TestNode();
        var third = node.Enact();
        Assert.Equal(("small", 3), (third.Product.Name, third.Product.Version));
        Assert.Equal("Asia/Shanghai", third.Calendar.Zone.Name);

        // The day that the text names is past: in effect from its own entry on.
        Assert.True(third.Calendar.Zone.StartOf(new DateOnly(2027, 1, 1)) < node.Clock && third.InEffect >= node.Clock);

        var fourth = node.Enact(p => p with { Version = 4, InEffect = new DateOnly(2028, 5, 1) });
        var fifth = node.Enact(p => p with { Version = 5, InEffect = new DateOnly(2028, 4, 1) });
        Assert.Equal(fourth.Calendar.Zone.StartOf(new DateOnly(2028, 5, 1)), fourth.InEffect);
        Assert.Equal([third, fourth, fifth], node.Charter.Products.VersionsOf("small"));
        Assert.Null(node.Charter.Products.InEffect("small", new LogTime(third.InEffect.Nanoseconds - 1)));
        Assert.Same(third, node.Charter.Products.InEffect("small", third.InEffect));
        Assert.Same(third, node.Charter.Products.InEffect("small", new LogTime(fifth.InEffect.Nanoseconds - 1)));
        Assert.Same(fifth, node.Charter.Products.InEffect("small", fifth.InEffect));

        // The fifth is in effect before the fourth would be: a lower version never comes back.
        Assert.Same(fifth, node.Charter.Products.InEffect("small", fourth.InEffect));
        Assert.Null(node.Charter.Products.InEffect("other", LogTime.Max));
    }

    [Fact]
    public void A_text_longer_than_an_entry_is_put_together_from_its_pieces()
    {
        using var node = new TestNode();
        var text = new byte[150_000];
        for (var i = 0; i < text.Length; i++) text[i] = (byte)(i * 31 % 251);
        var hash = node.Publish(text);
        Assert.Equal(3, node.Charter.Products.Texts.PiecesOf(hash).Length);
        Assert.True(node.Charter.Products.Texts.TryRead(hash, out var read));
        Assert.Equal(text, read);
    }

    [Fact]
    public void A_newer_calendar_takes_the_place_of_an_old_one_in_products_that_run()
    {
        using var node = new TestNode();
        var product = node.Enact();
        var old = product.Calendar.Business!.Hash;
        var newer = node.Publish(NewerCalendar());
        Assert.Equal(CharterOutcome.Accepted, node.Both(new UpdateCalendar(old, newer)).Outcome);
        Assert.Equal(newer, product.Calendar.Business!.Hash);
        Assert.Equal(newer, node.Charter.Products.Calendars.Latest(old));
    }

    [Fact]
    public void The_log_changes_its_key_when_both_keys_sign_and_two_custodians_agree()
    {
        using var node = new TestNode();
        Assert.Equal(CharterOutcome.Accepted, node.Both(Rotation(node)).Outcome);
        Assert.Equal(node.NextLogKey.PublicKey, node.Charter.LogKey);
    }

    [Fact]
    public void After_a_restore_only_keys_are_revoked_until_two_accept_the_loss()
    {
        using var node = new TestNode();
        node.Append(new RestoredEntry(node.NextFront(EntryKind.Restored), "example.com/log", (ulong)node.Log.Count, default, ["ada"]).ToBytes());
        var restored = node.Charter.UnacceptedLoss!.Value;
        Assert.Equal(CharterOutcome.LossNotAccepted, node.Do(node.Ada, new RegisterActor(new Id128(500), ActorKind.Person)).Outcome);

        var accept = new AcceptLoss(restored, "example.com/log/i2", node.NextLogKey.PublicKey);
        Assert.Equal(CharterOutcome.Accepted, node.Both(accept).Outcome);
        Assert.Null(node.Charter.UnacceptedLoss);
        Assert.Equal("example.com/log/i2", node.Charter.Origin);
        Assert.Equal(CharterOutcome.Accepted, node.Do(node.Ada, new RegisterActor(new Id128(500), ActorKind.Person)).Outcome);
    }

    [Fact]
    public void A_plaintext_may_be_destroyed_before_its_time_when_two_custodians_say_so()
    {
        using var node = new TestNode();
        Assert.False(node.Charter.PermitsDestruction(77, Hash256.EmptyRoot));
        Assert.Equal(CharterOutcome.Accepted, node.Both(new PermitDestruction(77, Hash256.EmptyRoot)).Outcome);
        Assert.True(node.Charter.PermitsDestruction(77, Hash256.EmptyRoot));
        Assert.False(node.Charter.PermitsDestruction(78, Hash256.EmptyRoot));
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer_and_another_under_its_id_does_not()
    {
        using var node = new TestNode(signed: false);
        var act = new RegisterActor(new Id128(500), ActorKind.Person);
        var command = new DoAct(node.Head(node.Ada), act);
        var first = node.Run(command);
        var size = node.Log.Count;

        var again = node.Run(command);
        Assert.Equal((CharterOutcome.Exists, first.Index, first.Time), (again.Outcome, again.Index, again.Time));
        Assert.Equal(CharterOutcome.ExistsWithDifferentContent, node.Run(command with { Act = act with { Token = new Id128(501) } }).Outcome);
        Assert.Equal(CharterOutcome.ExistsWithDifferentActor, node.Run(command with { Head = command.Head with { Actor = node.Bo.Actor } }).Outcome);
        Assert.Equal(CharterOutcome.ExistsWithDifferentRequest, node.Run(new EndProposal(command.Head, 3)).Outcome);

        var refused = new DoAct(node.Head(node.Ada), act);
        Assert.Equal(CharterOutcome.TokenTaken, node.Run(refused).Outcome);
        var repeated = node.Run(refused);
        Assert.Equal((CharterOutcome.IdAlreadyRefused, CharterOutcome.TokenTaken), (repeated.Outcome, repeated.FirstOutcome));
        Assert.Equal(size + 1, node.Log.Count);
    }

    [Fact]
    public void Every_kind_of_command_is_known_again()
    {
        using var node = new TestNode(founded: false, signed: false);
        var founding = node.Founding(signed: false);
        node.Run(founding);
        Assert.True(node.Charter.Registry.TryFindActor(node.Ada.Token, out var ada));
        Assert.True(node.Charter.Registry.TryFindActor(node.Bo.Token, out var bo));
        (node.Ada.Actor, node.Bo.Actor) = (ada.Entry, bo.Entry);
        var publish = new PublishText(node.Head(node.Ada), new byte[100_000]);
        node.Run(publish);
        var propose = new DoAct(node.Head(node.Ada), new GrantAuthority(ada.Entry, "", CharterOffice.Onboarder));
        var proposal = node.Run(propose).Index;
        var second = new SecondAct(node.Head(node.Bo), proposal);
        node.Run(second);
        var other = node.Run(new DoAct(node.Head(node.Ada), new GrantAuthority(bo.Entry, "", CharterOffice.Onboarder))).Index;
        var end = new EndProposal(node.Head(node.Bo), other);
        node.Run(end);

        var size = node.Log.Count;
        Assert.All<CharterCommand>([founding, publish, propose, second, end], c => Assert.Equal(CharterOutcome.Exists, node.Run(c).Outcome));
        Assert.Equal(size, node.Log.Count);
    }

    internal static byte[] NewerCalendar()
    {
        var text = System.Text.Encoding.UTF8.GetString(ShippedCalendars.Read("cn"));
        return System.Text.Encoding.UTF8.GetBytes(text.TrimEnd('\n') + "\n" + LastDay(text) + "\n");
    }

    // One more holiday, on the last day of the last published year.
    private static string LastDay(string text)
    {
        Assert.True(BusinessCalendar.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var calendar, out _));
        var day = new DateOnly(calendar.LastYear, 12, 31);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(-1);
        return $"{day:yyyy-MM-dd},holiday,Proclaimed late";
    }

    internal static RotateLogKey Rotation(TestNode node)
    {
        var statement = KeyRotationStatement.ToBytes(node.Charter.Origin, node.LogKey.PublicKey, node.NextLogKey.PublicKey);
        return new RotateLogKey(
            node.LogKey.PublicKey, node.NextLogKey.PublicKey, node.LogKey.SignBytes(statement), node.NextLogKey.SignBytes(statement));
    }
}
