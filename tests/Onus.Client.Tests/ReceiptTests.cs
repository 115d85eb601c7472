using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tree;
using Onus.Testing;

namespace Onus.Client.Tests;

public sealed class ReceiptTests
{
    private const string Origin = "test.onus.example/log";
    private static readonly Ed25519Signer Key = TestKeys.Log(Origin);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_is_verified_on_arrival_with_the_key_that_the_caller_keeps()
    {
        var (view, command) = Issue();
        var receipt = await ReceiveAsync(view, command, Key.Key.ToString());
        Assert.True(receipt.IsVerified);
        Assert.Equal((5UL, view.Entry), (receipt.Index, Convert.ToBase64String(receipt.Entry.Span)));
    }

    [Fact]
    public async Task Without_a_key_it_is_consistent_with_itself_only()
    {
        var (view, command) = Issue();
        Assert.False((await ReceiveAsync(view, command, null)).IsVerified);
    }

    [Fact]
    public async Task A_receipt_in_which_anything_was_altered_is_refused()
    {
        var (view, command) = Issue();
        var entry = Convert.FromBase64String(view.Entry);
        entry[100] ^= 1;
        await RefusedAsync(view with { Entry = Convert.ToBase64String(entry) }, command, "does not lead to the checkpoint");
        await RefusedAsync(view with { Index = 6 }, command, "the receipt says 6");
        await RefusedAsync(view with { Proof = view.Proof.Replace("index 5", "index 4", StringComparison.Ordinal) }, command, "the proof 4");
        await RefusedAsync(view with { Proof = "a proof" }, command, "cannot be read");
        await RefusedAsync(view with { Entry = "???" }, command, "no base64");
        await RefusedAsync(view, new Id128(command.Value + 1), "is not of command");
        await RefusedAsync(view with { Proof = view.Proof.Replace("\n9\n", "\n8\n", StringComparison.Ordinal) }, command, null);
    }

    [Fact]
    public async Task A_receipt_of_another_log_or_key_is_refused()
    {
        var (view, command) = Issue();
        Assert.Contains("NotSignedByLog", (await Assert.ThrowsAsync<ProofInvalid>(() => ReceiveAsync(view, command, TestKeys.Log(Origin, 2).Key.ToString()))).Message, StringComparison.Ordinal);
        Assert.Contains("UnknownLog", (await Assert.ThrowsAsync<ProofInvalid>(() => ReceiveAsync(view, command, TestKeys.Log("other.example/log").Key.ToString()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_refused_before_anything_is_asked() =>
        Assert.Throws<FormatException>(() => new OnusClient(new OnusClientOptions { Address = new Uri("http://node.example"), LogKey = "a key" }));

    private static async Task RefusedAsync(ReceiptView view, Id128 command, string? because)
    {
        var invalid = await Assert.ThrowsAsync<ProofInvalid>(() => ReceiveAsync(view, command, Key.Key.ToString()));
        if (because is not null) Assert.Contains(because, invalid.Message, StringComparison.Ordinal);
    }

    private static async Task<Receipt> ReceiveAsync(ReceiptView view, Id128 command, string? key)
    {
        using var node = new FakeNode(_ => FakeNode.Json(view));
        using var client = node.Client(o => o with { LogKey = key });
        return await client.Ledger.ReceiptAsync(command, Cancellation);
    }

    /// <summary>The receipt of entry 5 of a log of 9 transfers.</summary>
    private static (ReceiptView View, Id128 Command) Issue()
    {
        var entries = Enumerable.Range(0, 9).Select(i => Entry((ulong)i)).ToArray();
        var tree = new MerkleTree();
        tree.Append([.. entries.Select(e => MerkleHasher.HashLeaf(e))]);
        var checkpoint = new CheckpointSigner(Origin, Key).Sign(9, tree.Root, 0);
        var proof = new TlogProof(5, MerkleProver.Inclusion(tree, 5, 9), checkpoint);
        return (new ReceiptView(5, Convert.ToBase64String(entries[5]), proof.ToString()), IdOf(5));
    }

    private static byte[] Entry(ulong index)
    {
        var entry = new byte[TransferLayout.PlainSize];
        TransferLayout.Write(new TransferEntry { Index = index, Time = new LogTime(index + 1), Id = IdOf(index), Debit = 1, Credit = 2, Amount = 100 }, entry);
        return entry;
    }

    private static Id128 IdOf(ulong index) => new(((UInt128)7 << 76) | ((UInt128)2 << 62) | index);
}
