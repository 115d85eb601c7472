using System.Text;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;
using Onus.Witness.Client;
using Onus.Witness.Protocol;
using Onus.Witness.Server;

namespace Onus.Witness.Tests;

/// <summary>The client against a witness over real HTTP.</summary>
public sealed class WitnessClientTests : IDisposable
{
    private readonly TestLog _log = new(40);
    private readonly TestLog _fork = new(40, body: "forged");
    private readonly Ed25519Signer _key = TestKeys.Witness("w.example");
    private readonly MemoryStore _store = new();
    private readonly LocalServer _server;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public WitnessClientTests()
    {
        var witness = Witness(_store, _key);
        _server = new LocalServer((method, path, body) => witness.Answer(method, path, body));
    }

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _log.Dispose();
        _fork.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_growing_log_collects_cosignatures_with_one_request_each()
    {
        var client = Client(_server);
        foreach (ulong size in (ulong[])[1, 2, 7, 7, 40])
        {
            var reply = await client.SubmitAsync(_log.Checkpoint(size), _log.Consistency, Stop);
            Assert.Equal(WitnessOutcome.Cosigned, reply.Outcome);
            var note = _log.Checkpoint(size).With(reply.Cosignatures).Note;
            Assert.Equal(2, new VerifierSet(_log.Key.Verifier(), _key.Verifier()).Verify(note).Signatures.Count);
        }

        Assert.Equal(5, _server.Requests);
    }

    [Fact]
    public async Task A_client_that_does_not_know_the_witnesses_size_learns_it_from_the_witness()
    {
        await Client(_server).SubmitAsync(_log.Checkpoint(7), _log.Consistency, Stop);
        var reply = await Client(_server).SubmitAsync(_log.Checkpoint(40), _log.Consistency, Stop);
        Assert.Equal(WitnessOutcome.Cosigned, reply.Outcome);
        Assert.Equal(3, _server.Requests);
    }

    [Fact]
    public async Task A_log_that_lost_its_end_is_told_how_far_the_witness_is()
    {
        await Client(_server).SubmitAsync(_log.Checkpoint(40), _log.Consistency, Stop);
        var client = Client(_server);
        var reply = await client.SubmitAsync(_log.Checkpoint(7), _log.Consistency, Stop);
        Assert.Equal((WitnessOutcome.Ahead, 40ul), (reply.Outcome, reply.WitnessSize));
        Assert.Equal(WitnessOutcome.Ahead, (await client.SubmitAsync(_log.Checkpoint(8), _log.Consistency, Stop)).Outcome);
    }

    [Fact]
    public async Task A_forked_log_is_told_that_it_is_inconsistent()
    {
        var client = Client(_server);
        await client.SubmitAsync(_log.Checkpoint(7), _log.Consistency, Stop);
        Assert.Equal(WitnessOutcome.Inconsistent, (await client.SubmitAsync(_fork.Checkpoint(7), _fork.Consistency, Stop)).Outcome);
        Assert.Equal(WitnessOutcome.Inconsistent, (await client.SubmitAsync(_fork.Checkpoint(40), _fork.Consistency, Stop)).Outcome);
        Assert.Equal(WitnessOutcome.Cosigned, (await client.SubmitAsync(_log.Checkpoint(40), _log.Consistency, Stop)).Outcome);
    }

    [Fact]
    public async Task An_unknown_log_and_an_unknown_key_are_told_apart()
    {
        using var stranger = new TestLog(3, "stranger.example");
        Assert.Equal(WitnessOutcome.UnknownLog, (await Client(_server).SubmitAsync(stranger.Checkpoint(3), stranger.Consistency, Stop)).Outcome);

        using var rotated = Ed25519Signer.FromSeed(TestKeys.Origin, SignatureType.Ed25519, TestKeys.Seed("rotated"));
        var signed = new CheckpointSigner(TestKeys.Origin, rotated).Sign(7, TestKeys.Root(7), 0);
        Assert.Equal(WitnessOutcome.NotTrusted, (await Client(_server).SubmitAsync(signed, _log.Consistency, Stop)).Outcome);
    }

    public static TheoryData<int, string, string, WitnessOutcome> StrangeAnswers => new()
    {
        { 200, "text/plain", "", WitnessOutcome.BadReply },
        { 200, "text/plain", "cosigned\n", WitnessOutcome.BadReply },
        { 200, "text/plain", "— other.example AAAAAAE=\n", WitnessOutcome.BadReply },
        { 200, "text/plain", "FORGED", WitnessOutcome.BadReply },
        { 204, "text/plain", "", WitnessOutcome.BadReply },
        { 301, "text/plain", "", WitnessOutcome.BadReply },
        { 400, "text/plain", "no\n", WitnessOutcome.Refused },
        { 403, "text/plain", "no\n", WitnessOutcome.NotTrusted },
        { 404, "text/plain", "no\n", WitnessOutcome.UnknownLog },
        { 409, "text/plain", "7\n", WitnessOutcome.BadReply },
        { 409, "text/x.tlog.size", "", WitnessOutcome.BadReply },
        { 409, "text/x.tlog.size", "7", WitnessOutcome.BadReply },
        { 409, "text/x.tlog.size", "07\n", WitnessOutcome.BadReply },
        { 409, "text/x.tlog.size", "0\n", WitnessOutcome.Inconsistent },
        { 409, "text/x.tlog.size", "41\n", WitnessOutcome.Ahead },
        { 422, "text/plain", "no\n", WitnessOutcome.Inconsistent },
        { 429, "text/plain", "slow down\n", WitnessOutcome.Unavailable },
        { 500, "text/plain", "", WitnessOutcome.Unavailable },
        { 200, "text/plain", "LARGE", WitnessOutcome.Unavailable },
    };

    [Theory]
    [MemberData(nameof(StrangeAnswers))]
    public async Task Whatever_a_witness_answers_is_a_value(int status, string type, string text, WitnessOutcome expected)
    {
        var body = text switch
        {
            "FORGED" => Encoding.UTF8.GetBytes(new NoteSignature(_key.Key.Name, _key.Key.Id, new byte[72]) + "\n"),
            "LARGE" => new byte[100_000],
            _ => Encoding.UTF8.GetBytes(text),
        };
        using var server = new LocalServer((_, _, _) => new WitnessAnswer(status, type, body));
        var reply = await Client(server).SubmitAsync(_log.Checkpoint(40), _log.Consistency, Stop);
        Assert.Equal(expected, reply.Outcome);
        Assert.Empty(reply.Cosignatures);
        Assert.NotEmpty(reply.Detail);
    }

    [Fact]
    public async Task A_witness_whose_size_keeps_changing_is_given_up()
    {
        var size = 0;
        using var server = new LocalServer((_, _, _) => new WitnessAnswer(409, WitnessAnswer.SizeType, Encoding.ASCII.GetBytes($"{++size}\n")));
        var reply = await Client(server).SubmitAsync(_log.Checkpoint(40), _log.Consistency, Stop);
        Assert.Equal(WitnessOutcome.Unavailable, reply.Outcome);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task A_witness_that_is_not_there_or_never_answers_is_unavailable()
    {
        var gone = new LocalServer((_, _, _) => null);
        gone.Dispose();
        Assert.Equal(WitnessOutcome.Unavailable, (await Client(gone).SubmitAsync(_log.Checkpoint(7), _log.Consistency, Stop)).Outcome);

        using var silent = new LocalServer((_, _, _) => null);
        using var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        var reply = await new WitnessClient(impatient, silent.Address, _key.Verifier()).SubmitAsync(_log.Checkpoint(7), _log.Consistency, Stop);
        Assert.Equal(WitnessOutcome.Unavailable, reply.Outcome);
    }

    [Fact]
    public async Task Giving_up_is_the_only_thing_that_throws()
    {
        using var silent = new LocalServer((_, _, _) => null);
        using var cancellation = new CancellationTokenSource();
        var asking = Client(silent).SubmitAsync(_log.Checkpoint(7), _log.Consistency, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_pool_makes_its_quorum_although_one_witness_is_gone()
    {
        using var second = TestKeys.Witness("w2.example");
        using var third = TestKeys.Witness("w3.example");
        var witness2 = Witness(new MemoryStore(), second);
        using var server2 = new LocalServer((method, path, body) => witness2.Answer(method, path, body));
        var gone = new LocalServer((_, _, _) => null);
        gone.Dispose();
        var policy = Policy(
            $"log {_log.Key.Key}\nwitness a {_key.Key} {_server.Address}\nwitness b {second.Key} {server2.Address}\n"
            + $"witness c {third.Key} {gone.Address}\ngroup g 2 a b c\nquorum g\n");
        var pool = new WitnessPool(_http, policy, NoteVerifiers.Standard);
        var round = await pool.CosignAsync(_log.Checkpoint(7), _log.Consistency, Stop);
        Assert.True(round.Quorum.IsReached);
        Assert.Equal("c", Assert.Single(round.Quorum.Missing).Name);
        Assert.Equal(
            [WitnessOutcome.Cosigned, WitnessOutcome.Cosigned, WitnessOutcome.Unavailable], round.Replies.Select(r => r.Reply.Outcome));
        Assert.True(policy.Verify(round.Checkpoint).IsVerified);
    }

    [Fact]
    public void A_witness_address_that_is_no_url_is_refused_by_name()
    {
        var policy = Policy($"log {_log.Key.Key}\nwitness a {_key.Key} ftp://w.example\nquorum a\n");
        var error = Assert.Throws<ArgumentException>(() => new WitnessPool(_http, policy, NoteVerifiers.Standard));
        Assert.Contains("witness a", error.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static TrustPolicy Policy(string text) =>
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), NoteVerifiers.Standard, out var policy, out var error)
            ? policy
            : throw new FormatException(error);

    private WitnessServer Witness(IWitnessStore store, INoteSigner key) =>
        new([key], [_log.Key.Key], NoteVerifiers.Standard, store, new FixedClock());

    private WitnessClient Client(LocalServer server) => new(_http, server.Address, _key.Verifier());
}
