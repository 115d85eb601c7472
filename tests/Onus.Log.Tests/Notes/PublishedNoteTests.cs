using System.Text;
using Onus.Log.Notes;

namespace Onus.Log.Tests.Notes;

/// <summary>The worked examples of C2SP signed-note and of Go's sumdb/note: other people's keys, texts and signatures.</summary>
public sealed class PublishedNoteTests
{
    private const string PeterPrivate = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    private const string Problem =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string PeterLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private const string EnochLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    [Theory]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData(Peter)]
    [InlineData(Enoch)]
    [InlineData("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")]
    [InlineData("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")]
    public void A_published_verifier_key_reads_and_prints_back(string vkey) =>
        Assert.Equal(vkey, VerifierKey.Parse(vkey).ToString());

    [Fact]
    public void The_example_of_the_specification_verifies()
    {
        var note = SignedNote.Parse(Bytes(
            "This is an example message.\n\n— example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"));
        var outcome = Known("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").Verify(note);
        Assert.Equal(NoteVerdict.Verified, outcome.Verdict);
        Assert.Null(Assert.Single(outcome.Signatures).UnixSeconds);
    }

    [Fact]
    public void The_private_key_of_Go_signs_the_same_bytes()
    {
        using var signer = Ed25519Signer.ParsePrivateKey(PeterPrivate);
        Assert.Equal(Peter, signer.Key.ToString());
        Assert.Equal(PeterPrivate, signer.ExportPrivateKey());
        var note = new SignedNote(Bytes(Problem), [NoteSignature.Make(signer, Bytes(Problem), 0)]);
        Assert.Equal($"{Problem}\n{PeterLine}", note.ToString());
    }

    [Fact]
    public void A_note_with_two_signatures_verifies_under_either_key_and_under_both()
    {
        var note = SignedNote.Parse(Bytes($"{Problem}\n{PeterLine}{EnochLine}"));
        Assert.Single(Known(Peter).Verify(note).Signatures);
        Assert.Single(Known(Enoch).Verify(note).Signatures);
        Assert.Equal(2, Known(Peter, Enoch).Verify(note).Signatures.Count);
    }

    private static VerifierSet Known(params string[] vkeys) =>
        new(vkeys.Select(vkey => NoteVerifiers.Standard(VerifierKey.Parse(vkey))!));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
