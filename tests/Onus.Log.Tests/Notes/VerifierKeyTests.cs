using Onus.Log.Notes;

namespace Onus.Log.Tests.Notes;

public sealed class VerifierKeyTests
{
    [Theory]
    [InlineData("", "form")]
    [InlineData("example.com/foo", "form")]
    [InlineData("example.com/foo+530d903a", "form")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("a\u00a0b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("a\u2003b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("a\nb+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("a\u0001b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "name")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "id")]
    [InlineData("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "id")]
    [InlineData("example.com/foo+ 30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "id")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "belong")]
    [InlineData("example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "belong")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=", "base64")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2", "base64")]
    [InlineData("example.com/foo+530d903a+AekyeRrm 56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "base64")]
    [InlineData("example.com/foo+530d903a+AQ==", "base64")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv", "bytes")]
    [InlineData("example.com/foo+530d903a+Bukyeg==", "bytes")]
    public void A_malformed_verifier_key_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(VerifierKey.TryParse(text, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => VerifierKey.Parse(text));
    }

    [Fact]
    public void A_key_of_an_unknown_algorithm_is_read_but_has_no_verifier()
    {
        // ECDSA keys derive their ids in another way, so the id is taken as written.
        var key = VerifierKey.Parse("rekor.example+deadbeef+AjBZMBMGByqG");
        Assert.Equal((SignatureType)2, key.Type);
        Assert.Equal(0xdeadbeefu, key.Id);
        Assert.Null(NoteVerifiers.Standard(key));
    }

    [Fact]
    public void A_base64_plus_belongs_to_the_key() =>
        Assert.Equal("TEST", VerifierKey.Parse("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6").Name);

    [Fact]
    public void One_key_under_two_names_or_algorithms_has_two_ids_and_the_same_material()
    {
        var log = VerifierKey.Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var renamed = new VerifierKey("Peter", SignatureType.Ed25519, log.PublicKey);
        var witness = new VerifierKey("PeterNeumann", SignatureType.CosignatureEd25519, log.PublicKey);
        Assert.Equal(3, new HashSet<uint> { log.Id, renamed.Id, witness.Id }.Count);
        Assert.True(log.HasSameMaterial(renamed) && log.HasSameMaterial(witness));
        Assert.NotEqual(log, renamed);
        Assert.NotEqual(log, witness);
        Assert.Equal(log, VerifierKey.Parse(log.ToString()));
    }

    [Theory]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDF")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PRIVATE+KEY+Peter Neumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PUBLIC+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("")]
    public void A_malformed_private_key_is_refused_and_never_repeated(string text)
    {
        Assert.False(Ed25519Signer.TryParsePrivateKey(text, out _, out var error));
        Assert.DoesNotContain("YEKFALV", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_key_comes_back_from_its_text()
    {
        using var key = Ed25519Signer.Generate("witness.example", SignatureType.CosignatureEd25519, new Counting());
        using var back = Ed25519Signer.ParsePrivateKey(key.ExportPrivateKey());
        Assert.Equal(key.Key, back.Key);
        Assert.Equal(SignatureType.CosignatureEd25519, back.Key.Type);
    }

    private sealed class Counting : Core.IEntropy
    {
        public void Fill(Span<byte> destination)
        {
            for (var i = 0; i < destination.Length; i++) destination[i] = (byte)i;
        }
    }
}
