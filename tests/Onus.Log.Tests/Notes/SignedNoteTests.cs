using System.Text;
using Onus.Log.Notes;
using Onus.Log.Tests.Fuzz;

namespace Onus.Log.Tests.Notes;

public sealed class SignedNoteTests
{
    private const string Line = "— a AAAAAAE=\n";

    [Theory]
    [InlineData("text\n\n" + Line)]
    [InlineData("text\n\nmore\n\n\n" + Line)]
    [InlineData("\n\n" + Line)]
    [InlineData("text\n\n" + Line + Line)]
    [InlineData("tëxt 文\n\n" + Line)]
    [InlineData("text\n\n— ключ AAAAAAE=\n")]
    public void A_well_formed_note_reads_and_prints_back(string text) => Assert.Equal(text, Read(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\n")]
    [InlineData("text\n" + Line)]
    [InlineData("\n" + Line)]
    [InlineData("text\n\n— a AAAAAAE=")]
    [InlineData("text\n\n- a AAAAAAE=\n")]
    [InlineData("text\n\n—a AAAAAAE=\n")]
    [InlineData("text\n\n—  AAAAAAE=\n")]
    [InlineData("text\n\n— a  AAAAAAE=\n")]
    [InlineData("text\n\n— a b AAAAAAE=\n")]
    [InlineData("text\n\n— a+b AAAAAAE=\n")]
    [InlineData("text\n\n— a\u00a0b AAAAAAE=\n")]
    [InlineData("text\n\n— a\n")]
    [InlineData("text\n\n— a \n")]
    [InlineData("text\n\n— a AAAAAA==\n")]
    [InlineData("text\n\n— a AAAAAAE\n")]
    [InlineData("text\n\n— a AAAAAAF=\n")]
    [InlineData("text\n\n— a AAAAAAE= \n")]
    [InlineData("text\n\n— a AAAA AAE=\n")]
    [InlineData("text\n\n" + Line + "more\n")]
    [InlineData("te\rxt\n\n" + Line)]
    [InlineData("te\txt\n\n" + Line)]
    [InlineData("te\0xt\n\n" + Line)]
    public void Anything_else_is_refused(string text) => Assert.Null(Read(text));

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        Assert.False(SignedNote.TryParse([0xC3, 0x28, (byte)'\n', (byte)'\n', .. Encoding.UTF8.GetBytes(Line)], out _, out _));

    [Fact]
    public void A_hundred_signatures_are_read_and_one_more_is_refused()
    {
        Assert.Equal(100, Read("text\n\n" + string.Concat(Enumerable.Repeat(Line, 100)))!.Signatures.Count);
        Assert.Null(Read("text\n\n" + string.Concat(Enumerable.Repeat(Line, 101))));
    }

    [Fact]
    public void A_note_larger_than_the_limit_is_refused() =>
        Assert.Null(Read(new string('x', SignedNote.MaxSize) + "\n\n" + Line));

    [Fact]
    public void Signatures_of_unknown_keys_are_ignored_even_when_they_share_a_name_or_an_id()
    {
        using var known = TestKeys.Log();
        using var other = TestKeys.Log("other.example");
        var text = "text\n"u8.ToArray();
        var good = NoteSignature.Make(known, text, 0);
        var sameName = new NoteSignature(known.Key.Name, known.Key.Id ^ 1, new byte[64]);
        var sameId = new NoteSignature("other.example", known.Key.Id, new byte[64]);
        var set = new VerifierSet(known.Verifier());

        Assert.Equal(NoteVerdict.Verified, set.Verify(new SignedNote(text, [sameName, sameId, good])).Verdict);
        Assert.Equal(NoteVerdict.NoKnownSignature, set.Verify(new SignedNote(text, [sameName, sameId])).Verdict);
        Assert.Equal(NoteVerdict.NoKnownSignature, set.Verify(new SignedNote(text, [NoteSignature.Make(other, text, 0)])).Verdict);
        Assert.Equal(NoteVerdict.NoKnownSignature, new VerifierSet().Verify(new SignedNote(text, [good])).Verdict);
    }

    [Fact]
    public void One_bad_signature_of_a_known_key_condemns_the_note()
    {
        using var first = TestKeys.Log();
        using var second = TestKeys.Witness("w.example");
        var text = "text\n"u8.ToArray();
        var good = NoteSignature.Make(first, text, 0);
        var bad = NoteSignature.Make(second, "other\n"u8, 0);
        var outcome = new VerifierSet(first.Verifier(), second.Verifier()).Verify(new SignedNote(text, [good, bad]));
        Assert.Equal(NoteVerdict.BadSignature, outcome.Verdict);
        Assert.Equal(second.Key, outcome.Offender);
        Assert.Empty(outcome.Signatures);

        var forged = new NoteSignature(first.Key.Name, first.Key.Id, new byte[64]);
        Assert.False(new VerifierSet(first.Verifier()).Verify(new SignedNote(text, [good, forged])).IsVerified);
    }

    [Fact]
    public void Two_keys_that_a_line_could_not_tell_apart_are_no_set()
    {
        using var key = TestKeys.Log();
        Assert.Throws<ArgumentException>(() => new VerifierSet(key.Verifier(), key.Verifier()));
    }

    [Fact]
    public void A_cosignature_states_its_time_and_binds_it()
    {
        using var witness = TestKeys.Witness("w.example");
        var text = "text\n"u8.ToArray();
        var signature = NoteSignature.Make(witness, text, 1_679_315_147);
        var set = new VerifierSet(witness.Verifier());
        var outcome = set.Verify(new SignedNote(text, [signature]));
        Assert.Equal(1_679_315_147ul, Assert.Single(outcome.Signatures).UnixSeconds);

        var later = signature.Signature.ToArray();
        later[7]++;
        var moved = new NoteSignature(signature.Name, signature.KeyId, later);
        Assert.False(set.Verify(new SignedNote(text, [moved])).IsVerified);
    }

    [Fact]
    public void A_time_beyond_63_bits_is_neither_signed_nor_believed()
    {
        using var witness = Ed25519Signer.FromSeed("k.example", SignatureType.CosignatureEd25519, TestKeys.Seed("k"));
        using var plain = Ed25519Signer.FromSeed("k.example", SignatureType.Ed25519, TestKeys.Seed("k"));
        Assert.Throws<Core.InvariantViolation>(() => NoteSignature.Make(witness, "text\n"u8, 1ul << 63));

        // The same key signs the same message by hand, once with the last possible time and once with the next.
        foreach (ulong time in (ulong[])[long.MaxValue, 1ul << 63])
        {
            var signature = new byte[72];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(signature, time);
            plain.Sign(Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\ntext\n"), 0, signature.AsSpan(8));
            Assert.Equal(time <= long.MaxValue, witness.Verifier().Verify("text\n"u8, signature));
        }
    }

    [Fact]
    public void A_signature_of_one_algorithm_is_none_of_the_other()
    {
        using var log = Ed25519Signer.FromSeed("k.example", SignatureType.Ed25519, TestKeys.Seed("k"));
        using var witness = Ed25519Signer.FromSeed("k.example", SignatureType.CosignatureEd25519, TestKeys.Seed("k"));
        var text = "text\n"u8.ToArray();
        var plain = NoteSignature.Make(log, text, 0);
        var cosigned = NoteSignature.Make(witness, text, 0);
        Assert.False(witness.Verifier().Verify(text, plain.Signature));
        Assert.False(witness.Verifier().Verify(text, [.. new byte[8], .. plain.Signature]));
        Assert.False(log.Verifier().Verify(text, cosigned.Signature));
        Assert.False(log.Verifier().Verify(text, cosigned.Signature[8..]));
    }

    [Fact]
    public void No_damaged_note_is_believed_or_stops_the_reader()
    {
        using var log = TestKeys.Log();
        using var witness = TestKeys.Witness("w.example");
        var signed = new CheckpointSigner(TestKeys.Origin, log).Sign(1234, TestKeys.Root(1), 0);
        signed = signed.With([NoteSignature.Make(witness, signed.Note.Text, 1_790_000_000)]);
        var set = new VerifierSet(log.Verifier(), witness.Verifier());
        var believed = 0;
        ByteMutations.Of([signed.ToBytes(), Encoding.UTF8.GetBytes("text\n\n" + Line)], 20_000, bytes =>
        {
            if (!SignedCheckpoint.TryParse(bytes, out var mutant, out _)) return;
            Assert.Equal(bytes, mutant.ToBytes());
            if (!set.Verify(mutant.Note).IsVerified) return;
            Assert.Equal(signed.Note.Text.ToArray(), mutant.Note.Text.ToArray());
            believed++;
        });
        // Some damage strikes only a line that need not be there; that the text stays the signed one is the law.
        Assert.InRange(believed, 1, 10_000);
    }

    private static SignedNote? Read(string text) =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out _) ? note : null;
}
