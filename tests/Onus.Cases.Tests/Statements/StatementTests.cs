using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Log.Notes;

namespace Onus.Cases.Tests;

public sealed class StatementTests
{
    private static readonly ActorSignatures Signatures = new();

    public static TheoryData<KeyAlgorithm> Algorithms => [KeyAlgorithm.Ed25519, KeyAlgorithm.EcdsaP256];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_decision_is_bound_to_every_field_of_its_statement(KeyAlgorithm algorithm)
    {
        using var person = new Person(7, algorithm);
        var statement = Example();
        var signature = person.SignBytes(statement.ToBytes());
        Assert.True(Signatures.Verify(algorithm, person.PublicKey, statement.ToBytes(), signature));
        DecisionStatement[] others =
        [
            statement with { Origin = "example.com/other" },
            statement with { Command = new Id128(1) },
            statement with { Product = Hash256.EmptyRoot },
            statement with { Verb = DecisionVerb.Approve },
            statement with { Case = 43 },
            statement with { HeadSeen = 51 },
            statement with { Request = 1 },
            statement with { Step = 1 },
            statement with { StepName = "keep-it" },
            statement with { As = "lead" },
            statement with { RecordedFor = "police" },
            statement with { Facts = [] },
            statement with { Facts = [new StatedFact("amount", new FactGiven(0, 2_501, null))] },
            statement with { Evidence = [] },
        ];
        Assert.All(others, other => Assert.False(Signatures.Verify(algorithm, person.PublicKey, other.ToBytes(), signature)));
        for (var i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 1;
            Assert.False(Signatures.Verify(algorithm, person.PublicKey, statement.ToBytes(), signature));
            signature[i] ^= 1;
        }
    }

    [Fact]
    public void A_key_is_of_its_algorithm_or_none()
    {
        using var one = new Person(7);
        using var other = new Person(8, KeyAlgorithm.EcdsaP256);
        Assert.True(Signatures.IsKey(KeyAlgorithm.Ed25519, one.PublicKey));
        Assert.True(Signatures.IsKey(KeyAlgorithm.EcdsaP256, other.PublicKey));
        Assert.False(Signatures.IsKey(KeyAlgorithm.Ed25519, other.PublicKey));
        Assert.False(Signatures.IsKey(KeyAlgorithm.EcdsaP256, one.PublicKey));
        Assert.False(Signatures.IsKey((KeyAlgorithm)9, one.PublicKey));
        Assert.False(Signatures.IsKey(KeyAlgorithm.EcdsaP256, [.. other.PublicKey, 0]));
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.False(Signatures.IsKey(KeyAlgorithm.EcdsaP256, p384.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void The_words_say_who_decides_what_of_which_case_in_the_products_own_titles()
    {
        var words = Example().ToWords(Products.Small());
        Assert.Equal(
            """
            In the log example.com/log,
            under "小产品" (small, version 3),
            as desk
            I decide "Give it back" (give-back)
            of case 42, as it stood after entry 50.
            Fact amount: CNY 25.00.
            Evidence bill: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.
            Because of "The law" (Article 1).
            Command 019ae5b2-0000-7000-8000-000000000001.

            """.ReplaceLineEndings("\n"), words);
    }

    [Fact]
    public void A_statement_of_another_product_has_no_words()
    {
        var product = Products.Small();
        Assert.Throws<ArgumentException>(() => Example().ToWords(product with { Title = "Other" }));
        Assert.Throws<ArgumentException>(() => (Example() with { StepName = "keep-it" }).ToWords(product));
        Assert.Throws<ArgumentException>(() => (Example() with { Step = 1 }).ToWords(product));
        Assert.Throws<ArgumentException>(() => (Example() with { Verb = DecisionVerb.Open }).ToWords(product));
        Assert.Throws<ArgumentException>(() => (Example() with { Facts = [new StatedFact("fee", new FactGiven(0, 1, null))] }).ToWords(product));
        Assert.Throws<ArgumentException>(() => (Example() with { Evidence = [new StatedEvidence("bill", new EvidenceFiled(1, default))] }).ToWords(product));
    }

    [Fact]
    public void A_signature_counts_only_with_a_key_of_the_actor_that_was_not_revoked()
    {
        using var node = new TestNode();
        node.Register(node.Cy);
        var statement = Example().ToBytes();
        var signature = node.Cy.Sign(statement);
        var registry = node.Charter.Registry;
        Assert.Equal(SignatureVerdict.Valid, Check(node.Cy.Actor, statement, signature));
        Assert.Equal(SignatureVerdict.Missing, Check(node.Cy.Actor, statement, []));
        Assert.Equal(SignatureVerdict.Malformed, Check(node.Cy.Actor, statement, signature[1..]));
        Assert.Equal(SignatureVerdict.KeyNotOfActor, Check(node.Ada.Actor, statement, signature));
        Assert.Equal(SignatureVerdict.OtherStatement, Check(node.Cy.Actor, [.. statement, 0], signature));
        node.Do(node.Ada, new RevokeKey(node.Cy.KeyEntry));
        Assert.Equal(SignatureVerdict.KeyRevoked, Check(node.Cy.Actor, statement, signature));

        SignatureVerdict Check(ulong actor, byte[] bytes, byte[] signed) => SignedDecision.Check(registry, Signatures, actor, bytes, signed);
    }

    internal static DecisionStatement Example() => new()
    {
        Origin = "example.com/log",
        Command = Id128.Parse("019ae5b2-0000-7000-8000-000000000001"),
        Product = ProductCodec.HashOf(Products.Small()),
        Verb = DecisionVerb.Take,
        Case = 42,
        HeadSeen = 50,
        Step = 0,
        StepName = "give-back",
        As = "desk",
        Facts = [new StatedFact("amount", new FactGiven(0, 2_500, null))],
        Evidence = [new StatedEvidence("bill", new EvidenceFiled(0, Hash256.EmptyRoot))],
    };
}
