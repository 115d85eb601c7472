using System.Globalization;
using Onus.Client;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Tiles;
using Onus.Testing;

namespace Onus.Server.Tests.Log;

public sealed class LogRouteTests(ServedLog log) : IClassFixture<ServedLog>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_reads_checkpoints_and_hash_tiles_and_may_keep_tiles_forever()
    {
        var checkpoint = await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/log/checkpoint");
        Assert.Equal("text/plain; charset=utf-8", checkpoint.Headers["Content-Type"]);
        Assert.Equal("no-cache", checkpoint.Headers["Cache-Control"]);
        Assert.Equal("*", checkpoint.Headers["Access-Control-Allow-Origin"]);
        Assert.StartsWith(log.Node.Node.Engine.Origin + "\n", checkpoint.Text, StringComparison.Ordinal);

        var tile = await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/log/tile/0/000");
        Assert.Equal(200, tile.Status);
        Assert.Equal("public, max-age=31536000, immutable", tile.Headers["Cache-Control"]);
        Assert.Equal("8192", tile.Headers["Content-Length"]);
        Assert.Equal(200, (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Head, "/log/tile/0/001.p/3")).Status);
    }

    [Theory]
    [InlineData("/log/tile/0/999")]
    [InlineData("/log/tile/0/x000/000")]
    [InlineData("/log/tile/0/0")]
    [InlineData("/log/tile/64/000")]
    [InlineData("/log/tile/0/000.p/256")]
    [InlineData("/log/tile/0/../../keys/access.json")]
    [InlineData("/log/tile/-1/000")]
    [InlineData("/log/tile/")]
    public async Task A_tile_that_is_none_is_not_found(string path) =>
        (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, path)).Refusal(404);

    [Fact]
    public async Task Entries_are_an_auditors_and_no_shared_cache_may_keep_them()
    {
        (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/log/tile/entries/000")).Refusal(401);
        var reader = log.Node.ClientFor(log.Node.Founders[0].Actor, "read", "write");
        (await TestNode.SendAsync(reader, HttpMethod.Get, "/log/tile/entries/000")).Refusal(403);
        (await TestNode.SendAsync(reader, HttpMethod.Get, "/log/entries/0")).Refusal(403);
        var bundle = await TestNode.SendAsync(log.Node.Alice, HttpMethod.Get, "/log/tile/entries/000");
        Assert.Equal(200, bundle.Status);
        Assert.Equal("max-age=31536000, private, immutable", bundle.Headers["Cache-Control"]);
        Assert.Equal("Authorization", bundle.Headers["Vary"]);
        (await TestNode.SendAsync(log.Node.Alice, HttpMethod.Get, "/log/entries/99999999")).Refusal(404);
    }

    [Fact]
    public async Task Every_entry_comes_with_a_proof_that_the_client_verifies()
    {
        var receipt = await log.Alice.Log.EntryAsync(7, Cancellation);
        Assert.True(receipt.IsVerified);
        Assert.Equal(7UL, receipt.Index);
        Assert.Equal(log.Node.Node.Engine.Log.ReadEntry(7).ToArray(), receipt.Entry.ToArray());
    }

    [Fact]
    public async Task A_client_that_holds_another_key_refuses_the_checkpoint()
    {
        using var other = Ed25519Signer.FromSeed(log.Node.Node.Engine.Origin, SignatureType.Ed25519, new byte[32]);
        var client = log.ClientOf(null, other.Key.ToString());
        Assert.Contains("NotSignedByLog", (await Assert.ThrowsAsync<ProofInvalid>(() => client.Log.CheckpointAsync(Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_sees_that_the_log_only_grew_or_that_it_was_rewritten()
    {
        var before = (await log.Alice.Log.CheckpointAsync(Cancellation)).Checkpoint;
        await log.PostAsync(100);
        var after = await log.Alice.Log.CheckpointAfterAsync(before, Cancellation);
        Assert.True(after.Checkpoint.Size > before.Size);

        var forged = before with { Root = Hash256.EmptyRoot };
        await Assert.ThrowsAsync<ProofInvalid>(() => log.Alice.Log.CheckpointAfterAsync(forged, Cancellation));
        await Assert.ThrowsAsync<ProofInvalid>(() => log.Alice.Log.CheckpointAfterAsync(after.Checkpoint with { Size = after.Checkpoint.Size + 1_000_000 }, Cancellation));
        (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/log/proof/consistency?from=9&to=3")).Refusal(400);
        (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/log/proof/consistency?from=9&to=99999999")).Refusal(400);
    }

    [Fact]
    public async Task The_client_is_a_source_of_tiles_whose_entries_are_verified_as_they_are_read()
    {
        var head = (await log.Alice.Log.CheckpointAsync(Cancellation)).Checkpoint;
        var tiles = new VerifiedTiles(log.Alice.Log, head.Size, head.Root);
        var entries = await tiles.EntriesAsync(0, Cancellation);
        Assert.Equal(log.Node.Node.Engine.Log.ReadEntry(200).ToArray(), entries[200].ToArray());
        var anybody = log.ClientOf(null);
        await Assert.ThrowsAnyAsync<IOException>(() => new VerifiedTiles(anybody.Log, head.Size, head.Root).EntriesAsync(0, Cancellation).AsTask());
    }

    [Fact]
    public async Task A_regulators_log_its_size_included_is_shown_to_that_regulator_only()
    {
        foreach (var path in (string[])["checkpoint", "tile/0/000", "tile/entries/000", "proof/consistency?from=0&to=0", "entries/0"])
        {
            var address = $"/regulators/some-regulator/log/{path}";
            (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, address)).Refusal(401);
            (await TestNode.SendAsync(log.Node.Alice, HttpMethod.Get, address)).Refusal(403);
            (await TestNode.SendAsync(log.Node.ClientFor(log.Node.Founders[0].Actor, "regulator:another"), HttpMethod.Get, address)).Refusal(403);

            // Nothing was ever reported to it: told to nobody but itself.
            (await TestNode.SendAsync(log.Node.ClientFor(log.Node.Founders[0].Actor, "regulator:some-regulator"), HttpMethod.Get, address)).Refusal(404);
        }
    }

    [Fact]
    public void Go_follows_the_served_log_over_http_and_makes_the_same_proofs()
    {
        Assert.SkipWhen(GoLogCheck.Unavailable is not null, GoLogCheck.Unavailable ?? "");
        var reader = log.Node.Node.Engine.Log;
        var size = reader.Head.Size;
        string Hashes(Hash256[] proof) => string.Join(' ', proof.Select(hash => Convert.ToBase64String(hash.Bytes)));
        string[] proofs =
        [
            string.Create(CultureInfo.InvariantCulture, $"inclusion 5 {size} {Hashes(reader.Inclusion(5, size))}"),
            string.Create(CultureInfo.InvariantCulture, $"consistency 100 {size} {Hashes(reader.Consistency(100, size))}"),
        ];
        var (exitCode, output) = GoLogCheck.Run(
            new Uri(log.Node.Address, "/log").AbsoluteUri, log.Node.Node.LogKey.ToString(), proofs, log.Node.Founders[0].Token);
        Assert.True(exitCode == 0, output);
        Assert.Contains("1 of inclusion and 1 of consistency agree byte for byte", output, StringComparison.Ordinal);
    }
}
