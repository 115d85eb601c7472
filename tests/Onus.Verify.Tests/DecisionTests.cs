using System.Formats.Cbor;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NSec.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tests.Notes;
using Onus.Log.Tree;

namespace Onus.Verify.Tests;

/// <summary>A decision, the key that signed it and all that it rests on in a log of eleven entries.</summary>
public sealed class DecisionTests : IDisposable
{
    private const ulong Actor = 2, Key = 3, Other = 4, OtherKey = 5, Grant = 6, Product = 7, Case = 8, Act = 9, Approval = 10;

    private static readonly Hash256 Compiled = Hash256.EmptyRoot;

    private readonly string _folder = Directory.CreateTempSubdirectory("onus-decision-").FullName;
    private readonly Key _ed25519 = NSec.Cryptography.Key.Import(SignatureAlgorithm.Ed25519, SHA256.HashData([1]), KeyBlobFormat.RawPrivateKey);
    private readonly ECDsa _p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Ed25519Signer _log = TestKeys.Log();
    private readonly Dictionary<ulong, byte[]> _entries = [];

    public void Dispose()
    {
        _ed25519.Dispose();
        _p256.Dispose();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_signed_act_is_proven_with_what_was_signed_and_what_is_not_known()
    {
        Fill();
        var (exit, output, _) = await VerifyAsync(Proof(Take, Act, Key, Actor, Grant, Product));
        Assert.Equal(0, exit);
        Assert.Contains("signed this decision with the Ed25519 key that entry 3 gave them: entry 9", output, StringComparison.Ordinal);
        Assert.Contains("as desk, take 'give-back' of case 8 as it stood after entry 8, under small version 3, enacted by entry 7", output, StringComparison.Ordinal);
        Assert.Contains("the fact amount: 2500", output, StringComparison.Ordinal);
        Assert.Contains("Entry 6 gave them the authority desk", output, StringComparison.Ordinal);
        Assert.Contains("That the key still counted", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_approval_is_proven_through_the_opening_of_its_case()
    {
        Fill();
        var (exit, output, _) = await VerifyAsync(Proof(Approve, Approval, OtherKey, Other, Product, Case));
        Assert.Equal(0, exit);
        Assert.Contains("ECDSA P-256", output, StringComparison.Ordinal);
        Assert.Contains("as lead, approve 'give-back' of case 8", output, StringComparison.Ordinal);
        Assert.Contains("That they held lead: the proof shows no grant", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_proposal_of_the_charter_is_proven()
    {
        var statement = new CharterStatement(TestKeys.Origin, new Id128(77), CharterVerb.Propose, 0, new RevokeAuthority(6)).ToBytes();
        Fill();
        _entries[Act] = Bytes(new Proposed(Front(EntryKind.Proposed, Act, Actor), new RevokeAuthority(6), new LogTime(500), Signed(statement)).Write);
        var (exit, output, _) = await VerifyAsync(Proof(statement, Act, Key, Actor));
        Assert.Equal(0, exit);
        Assert.Contains("They signed: propose to revoke authority", output, StringComparison.Ordinal);

        _entries[Act] = Bytes(new Proposed(Front(EntryKind.Proposed, Act, Actor), new RevokeAuthority(7), new LogTime(500), Signed(statement)).Write);
        Assert.Contains("says another thing", (await VerifyAsync(Proof(statement, Act, Key, Actor))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_hold_is_refuted_with_its_reason()
    {
        Fill();
        await RefutesAsync("none that a person decides by", Proof(Take, 1, Key, Actor, Product));
        await RefutesAsync("the key that the signature names", Proof(Take, Act, Actor, Product));
        await RefutesAsync("the entry that registered the actor", Proof(Take, Act, Key, Product));
        await RefutesAsync("the entry that enacted the product", Proof(Take, Act, Key, Actor));
        await RefutesAsync("the entry that opened the approved case", Proof(Approve, Approval, OtherKey, Other, Product));
        await RefutesAsync("no statement of a decision", Proof([1, 2, 3], Act, Key, Actor, Product));
        await RefutesAsync("of another log", Proof((Statement() with { Origin = "other.example" }).ToBytes(), Act, Key, Actor, Product));
        await RefutesAsync("says another thing", Proof((Statement() with { Step = 1 }).ToBytes(), Act, Key, Actor, Product));
        await RefutesAsync("says another thing", Proof((Statement() with { HeadSeen = 7 }).ToBytes(), Act, Key, Actor, Product));
        await RefutesAsync("says another thing", Proof((Statement() with { Facts = [] }).ToBytes(), Act, Key, Actor, Product));
        await RefutesAsync("forged or damaged", Proof((Statement() with { As = "lead" }).ToBytes(), Act, Key, Actor, Product));
    }

    [Fact]
    public async Task A_key_of_another_or_of_later_and_an_act_without_signature_prove_nothing()
    {
        Fill();
        _entries[Act] = Bytes(TheAct(new DecisionSignature(OtherKey, _p256.SignData(Take, HashAlgorithmName.SHA256)).ToBytes()).Write);
        await RefutesAsync("another actor's", Proof(Take, Act, OtherKey, Other, Product));
        _entries[Act] = Bytes(TheAct(default).Write);
        await RefutesAsync("carries no signature", Proof(Take, Act, Key, Actor, Product));
        _entries[Act] = Bytes(TheAct(new DecisionSignature(11, new byte[64]).ToBytes()).Write);
        _entries[11] = Bytes(new KeyAdded(Front(EntryKind.KeyAdded, 11, 0, new LineageLink(Actor, Key, 2)), Actor, KeyAlgorithm.Ed25519, PublicKey).Write);
        await RefutesAsync("added after the decision", Proof(Take, Act, 11, Actor, Product));
    }

    [Fact]
    public async Task Without_a_key_of_the_log_it_agrees_only_with_itself()
    {
        Fill();
        var file = Path.Combine(_folder, "it.decision-proof");
        await File.WriteAllBytesAsync(file, Proof(Take, Act, Key, Actor, Product), TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        Assert.Equal((int)ExitCode.SelfConsistent, await VerifyCommand.RunAsync(["decision", file], output, output));
    }

    [Fact]
    public void No_damaged_proof_proves_anything()
    {
        Fill();
        var bytes = Proof(Take, Act, Key, Actor, Product);
        var keys = Log.Policy.TrustPolicy.OfLog(NoteVerifiers.Standard, _log.Key);
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            var holds = DecisionProof.TryParse(damaged, out var proof, out _) && keys.Verify(proof.Checkpoint).IsVerified
                && proof.FirstNotInLog() is null && new DecisionCheck(proof).Verdict == DecisionVerdict.Signed;
            Assert.False(holds, $"byte {at}");
        }

        Assert.False(DecisionProof.TryParse(bytes.AsMemory(0, bytes.Length - 1), out _, out _));
        Assert.True(DecisionProof.TryParse(bytes, out var whole, out _));
        Assert.Equal(bytes, whole.ToBytes());
    }

    private static byte[] Take => Statement().ToBytes();

    private static byte[] Approve => (Statement() with
    {
        Command = new Id128(78), Verb = DecisionVerb.Approve, As = "lead", Facts = [], Evidence = [],
    }).ToBytes();

    private byte[] PublicKey => _ed25519.PublicKey.Export(KeyBlobFormat.RawPublicKey);

    private static DecisionStatement Statement() => new()
    {
        Origin = TestKeys.Origin, Command = new Id128(77), Product = Compiled, Verb = DecisionVerb.Take, Case = Case, HeadSeen = Case,
        Step = 2, StepName = "give-back", As = "desk",
        Facts = [new StatedFact("amount", new FactGiven(0, 2_500, null))],
        Evidence = [new StatedEvidence("bill", new EvidenceFiled(0, Compiled))],
    };

    private void Fill()
    {
        for (ulong i = 0; i < 2; i++)
        {
            var index = i;
            _entries[i] = Bytes(w => Opaque(w, index));
        }

        _entries[Actor] = Bytes(new ActorRegistered(Front(EntryKind.ActorRegistered, Actor), new Id128(7), ActorKind.Person).Write);
        _entries[Key] = Bytes(new KeyAdded(Front(EntryKind.KeyAdded, Key, 0, new LineageLink(Actor, Actor, 1)), Actor, KeyAlgorithm.Ed25519, PublicKey).Write);
        _entries[Other] = Bytes(new ActorRegistered(Front(EntryKind.ActorRegistered, Other), new Id128(8), ActorKind.Person).Write);
        _entries[OtherKey] = Bytes(new KeyAdded(
            Front(EntryKind.KeyAdded, OtherKey, 0, new LineageLink(Other, Other, 1)), Other, KeyAlgorithm.EcdsaP256, _p256.ExportSubjectPublicKeyInfo()).Write);
        _entries[Grant] = Bytes(new AuthorityGranted(Front(EntryKind.AuthorityGranted, Grant, 0, new LineageLink(Actor, Key, 2)), Actor, "small", "desk").Write);
        _entries[Product] = Bytes(new ProductEnacted(Front(EntryKind.ProductEnacted, Product), "small", 3, Compiled, Compiled, [0], [1], [], [], default).Write);
        _entries[Case] = Bytes((TheAct(default) with
        {
            Envelope = Front(EntryKind.Act, Case, 0, new LineageLink(Case, Case, 0)), Trigger = ActTrigger.Opened, HeadSeen = null,
            Opening = new ActOpening(2_500, [], [], 0), Firings = [],
        }).Write);
        _entries[Act] = Bytes(TheAct(Signed(Take)).Write);
        var approval = Front(EntryKind.Approval, Approval, Other, new LineageLink(Case, Act, 2)) with { Command = new Id128(78) };
        var signature = new DecisionSignature(OtherKey, _p256.SignData(Approve, HashAlgorithmName.SHA256)).ToBytes();
        _entries[Approval] = Bytes(new ApprovalEntry(approval, Case, 2, 1, Case, signature).Write);
    }

    private byte[] Signed(byte[] statement) => new DecisionSignature(Key, SignatureAlgorithm.Ed25519.Sign(_ed25519, statement)).ToBytes();

    private static ActEntry TheAct(ReadOnlyMemory<byte> signature) => new()
    {
        Envelope = Front(EntryKind.Act, Act, Actor, new LineageLink(Case, Case, 1)), Lines = [], Case = Case, Product = Product,
        Trigger = ActTrigger.Taken, HeadSeen = Case, Decider = new ActDecider(Actor, 0, null, null, []), Opening = null, WasDue = null,
        Request = null, Facts = [new FactGiven(0, 2_500, null)], Evidence = [new EvidenceFiled(0, Compiled)],
        Firings = [new Firing(2, FiringCause.Asked, 0, 1)], Legs = [], Moves = [], Used = [], Duties = [], Stops = [], Shadows = [],
        Due = null, LawDue = null, Signature = signature,
    };

    private static EntryEnvelope Front(EntryKind kind, ulong index, ulong actor = 0, params LineageLink[] lineage) =>
        new(kind, index, LogTime.FromUnixSeconds(1_800_000_000).Plus(index), new Id128(77), Id128.None, actor, lineage);

    private static void Opaque(CborWriter writer, ulong index)
    {
        Front(EntryKind.Record, index).WriteStart(writer);
        writer.WriteNull();
        writer.WriteEndArray();
    }

    private static byte[] Bytes(Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        return writer.Encode();
    }

    /// <summary>The file, written here by hand from the page of its format.</summary>
    private byte[] Proof(byte[] statement, params ulong[] indices)
    {
        var size = (ulong)_entries.Count;
        var tree = new MerkleTree();
        tree.Append([.. _entries.OrderBy(e => e.Key).Select(e => MerkleHasher.HashLeaf(e.Value))]);
        var checkpoint = new CheckpointSigner(_log.Key.Name, _log).Sign(size, MerkleProver.Root(tree, size), 0);
        return Bytes(writer =>
        {
            writer.WriteStartArray(4);
            writer.WriteInt32(1);
            writer.WriteByteString(statement);
            writer.WriteByteString(checkpoint.ToBytes());
            writer.WriteStartArray(indices.Length);
            foreach (var index in indices)
            {
                writer.WriteStartArray(2);
                writer.WriteByteString(_entries[index]);
                writer.WriteByteString(MemoryMarshal.AsBytes<Hash256>(MerkleProver.Inclusion(tree, index, size)));
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndArray();
        });
    }

    private async Task RefutesAsync(string reason, byte[] proof)
    {
        var (exit, output, _) = await VerifyAsync(proof);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Refuted, exit);
    }

    private async Task<(int ExitCode, string Output, string Error)> VerifyAsync(byte[] proof)
    {
        var file = Path.Combine(_folder, "it.decision-proof");
        await File.WriteAllBytesAsync(file, proof, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await VerifyCommand.RunAsync(["decision", file, "--vkey", _log.Key.ToString()], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
