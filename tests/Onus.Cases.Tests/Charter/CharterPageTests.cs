using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Formats;

namespace Onus.Cases.Tests;

/// <summary>The vectors of the charter's and the statement's pages are what the code makes, and the code reads them.</summary>
public sealed class CharterPageTests
{
    private static readonly GrantAuthority Act = new(4, "scam-hold", "scam-desk");

    [Fact]
    public void The_vectors_of_the_charter_page_are_what_the_code_makes()
    {
        var page = new FormatPage("charter.md");
        using var ada = new Person(1);
        using var bo = new Person(2);
        using var logKey = new Person(9);
        ada.KeyEntry = 2;
        var genesis = new GenesisEntry(
            Front(EntryKind.Genesis, 0), "example.com/log", logKey.PublicKey, CharterVectorHash, true, false, [ada.AsFounder(), bo.AsFounder()]);
        Check(page, "genesis", genesis.Write);

        var proposal = new CharterStatement("example.com/log", Id(1), CharterVerb.Propose, 0, Act);
        Check(page, "proposed", new Proposed(
            Front(EntryKind.Proposed, 20, 1, Id(1)), Act, LogTime.FromUnixSeconds(1_802_592_000), ada.Sign(proposal.ToBytes())).Write);

        bo.KeyEntry = 7;
        var statement = new CharterStatement("example.com/log", Id(2), CharterVerb.Second, 20, Act);
        var front = Front(EntryKind.AuthorityGranted, 21, 6, Id(2)) with { Lineage = [new LineageLink(4, 5, 2)] };
        Check(page, "authority-granted", new AuthorityGranted(front, Act.Actor, Act.Product, Act.Authority)
        {
            Warrant = new CharterWarrant(WarrantKind.Seconded, 20, bo.Sign(statement.ToBytes())),
        }.Write);
        page.Check("charter-statement", statement.ToBytes());

        Assert.True(GenesisEntry.TryRead(page.Bytes("genesis"), out _));
        Assert.True(Proposed.TryRead(page.Bytes("proposed"), out var proposed) && proposed!.Act == Act);
        Assert.True(CharterEffect.TryRead(page.Bytes("authority-granted"), out var effect) && effect.Act == Act && effect.Warrant.Proposal == 20);
    }

    [Fact]
    public void The_vectors_of_the_statement_page_are_what_the_code_makes()
    {
        var page = new FormatPage("statement-of-decision.md");
        using var person = new Person(1);
        person.KeyEntry = 3;
        var statement = StatementTests.Example() with { Product = Hash256.EmptyRoot };
        page.Check("statement", statement.ToBytes());
        page.Check("signature", person.Sign(statement.ToBytes()));
        Assert.True(DecisionStatement.TryRead(page.Bytes("statement"), out var back) && back!.StepName == statement.StepName);
        Assert.True(DecisionSignature.TryRead(page.Bytes("signature"), out var signature));
        Assert.True(new Onus.Log.Notes.ActorSignatures().Verify(
            KeyAlgorithm.Ed25519, person.PublicKey, page.Bytes("statement"), signature.Bytes.Span));
    }

    // Not the hash of the text, so that a new text does not change the vector.
    private static Hash256 CharterVectorHash => Hash256.EmptyRoot;

    private static Id128 Id(ulong number) =>
        new(((UInt128)1_800_000_000_000 << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | number);

    private static EntryEnvelope Front(EntryKind kind, ulong index, ulong actor = 0, Id128 command = default) =>
        new(kind, index, LogTime.FromUnixSeconds(1_800_000_000).Plus(index), command.IsNone ? Id(9) : command, Id128.None, actor, []);

    private static void Check(FormatPage page, string name, Action<System.Formats.Cbor.CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        page.Check(name, writer.Encode());
    }
}
