using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Log.Tests.Notes;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private const string Example = "example.com/behind-the-sofa\n20852163\n" + Root + "\n";

    [Fact]
    public void The_example_of_the_specification_reads_and_prints_back()
    {
        var checkpoint = Read(Example)!;
        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20_852_163ul, checkpoint.Size);
        Assert.Equal(Convert.FromBase64String(Root), checkpoint.Root.Bytes.ToArray());
        Assert.Equal(Example, checkpoint.ToString());
    }

    [Fact]
    public void Extension_lines_are_kept_and_signed()
    {
        var checkpoint = Read(Example + "one\ntwo\n")!;
        Assert.Equal("one\ntwo\n", checkpoint.Extensions);
        Assert.Equal(Example + "one\ntwo\n", checkpoint.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n1\n")]
    [InlineData("origin\n1\n" + Root)]
    [InlineData("\n1\n" + Root + "\n")]
    [InlineData("origin\n01\n" + Root + "\n")]
    [InlineData("origin\n+1\n" + Root + "\n")]
    [InlineData("origin\n-1\n" + Root + "\n")]
    [InlineData("origin\n 1\n" + Root + "\n")]
    [InlineData("origin\n1 \n" + Root + "\n")]
    [InlineData("origin\n1,0\n" + Root + "\n")]
    [InlineData("origin\n0x1\n" + Root + "\n")]
    [InlineData("origin\n\n" + Root + "\n")]
    [InlineData("origin\n18446744073709551616\n" + Root + "\n")]
    [InlineData("origin\n1\n" + Root + " \n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n1\n" + Root + "\n\n")]
    [InlineData("origin\n1\n" + Root + "\nextension")]
    [InlineData("ori\tgin\n1\n" + Root + "\n")]
    public void Anything_else_is_refused(string text) => Assert.Null(Read(text));

    [Fact]
    public void The_largest_size_and_the_longest_origin_are_read()
    {
        Assert.Equal(ulong.MaxValue, Read($"o\n{ulong.MaxValue}\n{Root}\n")!.Size);
        Assert.NotNull(Read($"{new string('o', 255)}\n1\n{Root}\n"));
        Assert.Null(Read($"{new string('o', 256)}\n1\n{Root}\n"));
    }

    [Fact]
    public void A_log_signs_the_bytes_that_the_format_prescribes()
    {
        using var key = TestKeys.Log();
        var signer = new CheckpointSigner(TestKeys.Origin, key);
        var signed = signer.Sign(7, TestKeys.Root(7), 0);
        Assert.Equal(new Checkpoint(TestKeys.Origin, 7, TestKeys.Root(7)), signed.Checkpoint);
        Assert.Equal(signed.Checkpoint.ToText(), signed.Note.Text.ToArray());
        Assert.True(new VerifierSet(key.Verifier()).Verify(signed.Note).IsVerified);
        Assert.Equal(signed.ToString(), SignedCheckpoint.Parse(signed.ToBytes()).ToString());
    }

    [Fact]
    public void Signing_a_checkpoint_allocates_nothing()
    {
        using var key = TestKeys.Log();
        var signer = new CheckpointSigner(TestKeys.Origin, key);
        var note = new byte[signer.MaxSize];
        signer.Write(1, TestKeys.Root(1), 0, note);
        var root = TestKeys.Root(2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (ulong size = 2; size < 50; size++) signer.Write(size, root, 0, note);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_longest_note_fits_the_promised_size()
    {
        var origin = new string('o', 255);
        using var key = TestKeys.Log(origin);
        var signer = new CheckpointSigner(origin, key);
        Assert.Equal(signer.MaxSize, signer.Write(ulong.MaxValue, TestKeys.Root(1), 0, new byte[signer.MaxSize]));
    }

    [Fact]
    public void A_log_never_signs_two_roots_for_one_size_nor_a_smaller_size()
    {
        using var key = TestKeys.Log();
        var signer = new CheckpointSigner(TestKeys.Origin, key);
        signer.Sign(7, TestKeys.Root(7), 0);
        signer.Sign(7, TestKeys.Root(7), 1);
        Assert.Throws<InvariantViolation>(() => signer.Sign(7, TestKeys.Root(8), 0));
        Assert.Throws<InvariantViolation>(() => signer.Sign(6, TestKeys.Root(6), 0));
        signer.Sign(8, TestKeys.Root(8), 0);
    }

    [Fact]
    public void An_empty_log_has_only_the_empty_root()
    {
        using var key = TestKeys.Log();
        var signer = new CheckpointSigner(TestKeys.Origin, key);
        Assert.Throws<InvariantViolation>(() => signer.Sign(0, TestKeys.Root(0), 0));
        signer.Sign(0, Hash256.EmptyRoot, 0);
    }

    [Fact]
    public void A_key_of_another_name_signs_no_checkpoint()
    {
        using var key = TestKeys.Log("another.example");
        Assert.Throws<ArgumentException>(() => new CheckpointSigner(TestKeys.Origin, key));
        Assert.Throws<ArgumentException>(() => new CheckpointSigner(TestKeys.Origin));
        Assert.Throws<ArgumentException>(() => new CheckpointSigner("with space", key));
    }

    private static Checkpoint? Read(string text) =>
        Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out var checkpoint, out _) ? checkpoint : null;
}
