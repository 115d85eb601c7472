using System.Security.Cryptography;
using System.Text;
using Onus.Log.MlDsa;
using Onus.Log.Notes;
using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;
using Onus.Witness.Protocol;
using Onus.Witness.Server;

namespace Onus.Witness.Tests;

public sealed class WitnessServerTests : IDisposable
{
    private readonly TestLog _log = new(40);
    private readonly TestLog _fork = new(40, body: "forged");
    private readonly Ed25519Signer _key = TestKeys.Witness("w.example");
    private readonly MemoryStore _store = new();
    private readonly WitnessServer _witness;

    public WitnessServerTests() => _witness = Witness(_store, _key);

    public void Dispose()
    {
        _log.Dispose();
        _fork.Dispose();
        _key.Dispose();
    }

    [Fact]
    public void A_log_that_grows_is_cosigned_at_every_size()
    {
        ulong old = 0;
        foreach (ulong size in (ulong[])[0, 1, 2, 7, 8, 8, 25, 40])
        {
            var answer = Ask(old, size);
            Assert.Equal(200, answer.Status);
            var cosigned = _log.Checkpoint(size).ToString() + Encoding.UTF8.GetString(answer.Body.Span);
            var outcome = new VerifierSet(_key.Verifier()).Verify(SignedNote.Parse(Encoding.UTF8.GetBytes(cosigned)));
            Assert.Equal(FixedClock.UnixSeconds, Assert.Single(outcome.Signatures).UnixSeconds);
            Assert.Equal(size, _store.Latest(TestKeys.Origin)!.Checkpoint.Size);
            old = size;
        }
    }

    [Fact]
    public void An_unknown_origin_is_404()
    {
        using var stranger = new TestLog(3, "stranger.example");
        Assert.Equal(404, Send(new AddCheckpointRequest(0, [], stranger.Checkpoint(3))).Status);
    }

    [Fact]
    public void A_checkpoint_without_a_genuine_signature_of_the_log_is_403()
    {
        var text = _log.Checkpoint(3).Note.Text;
        var forged = new NoteSignature(_log.Key.Key.Name, _log.Key.Key.Id, new byte[64]);
        var strange = NoteSignature.Make(_key, text, 1);
        Assert.Equal(403, Send(new AddCheckpointRequest(0, [], Note(text, forged))).Status);
        Assert.Equal(403, Send(new AddCheckpointRequest(0, [], Note(text, strange))).Status);
        Assert.Equal(403, Send(new AddCheckpointRequest(0, [], _log.Checkpoint(3).With([forged]))).Status);
        Assert.Null(_store.Latest(TestKeys.Origin));
    }

    [Fact]
    public void An_old_size_above_the_checkpoints_is_400_and_so_is_anything_malformed()
    {
        Assert.Equal(200, Ask(0, 8).Status);
        Assert.Equal(400, Send(new AddCheckpointRequest(8, [], _log.Checkpoint(7))).Status);
        Assert.Equal(400, _witness.AddCheckpoint("old 8\n"u8).Status);
        Assert.Equal(400, _witness.AddCheckpoint([]).Status);
    }

    [Fact]
    public void Another_old_size_than_the_last_cosigned_is_409_with_the_size()
    {
        Assert.Equal(409, Send(new AddCheckpointRequest(5, _log.Consistency(5, 8), _log.Checkpoint(8))).Status);
        Assert.Equal(200, Ask(0, 8).Status);
        foreach (ulong old in (ulong[])[0, 7, 9])
        {
            var answer = Send(new AddCheckpointRequest(old, old == 0 ? [] : _log.Consistency(old, 20), _log.Checkpoint(20)));
            Assert.Equal(409, answer.Status);
            Assert.Equal("text/x.tlog.size", answer.ContentType);
            Assert.Equal("8\n", Encoding.UTF8.GetString(answer.Body.Span));
        }
    }

    [Fact]
    public void A_log_that_did_not_only_grow_is_422()
    {
        Assert.Equal(200, Ask(0, 8).Status);
        Assert.Equal(422, Send(new AddCheckpointRequest(8, _fork.Consistency(8, 20), Forked(20))).Status);
        Assert.Equal(422, Send(new AddCheckpointRequest(8, [], _log.Checkpoint(20))).Status);
        Assert.Equal(422, Send(new AddCheckpointRequest(8, _log.Consistency(7, 20), _log.Checkpoint(20))).Status);
        Assert.Equal(422, Send(new AddCheckpointRequest(8, [], Forked(8))).Status);
        Assert.Equal(422, Send(new AddCheckpointRequest(8, _log.Consistency(8, 20), _log.Checkpoint(8))).Status);
        Assert.Equal(8ul, _store.Latest(TestKeys.Origin)!.Checkpoint.Size);
        Assert.Equal(200, Ask(8, 20).Status);
    }

    [Fact]
    public void A_proof_from_nothing_and_an_empty_log_with_a_root_are_422()
    {
        Assert.Equal(422, Send(new AddCheckpointRequest(0, _log.Consistency(3, 8), _log.Checkpoint(8))).Status);
        var text = new Checkpoint(TestKeys.Origin, 0, TestKeys.Root(1)).ToText();
        Assert.Equal(422, Send(new AddCheckpointRequest(0, [], Note(text, NoteSignature.Make(_log.Key, text, 0)))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_cosignature_leaves_before_its_checkpoint_is_stored_and_a_failed_store_stops_the_log(bool io)
    {
        Assert.Equal(200, Ask(0, 8).Status);
        _store.Fails = io ? new IOException("disk") : new UnauthorizedAccessException("disk");
        var failed = Ask(8, 20);
        Assert.Equal(500, failed.Status);
        Assert.DoesNotContain("—", Encoding.UTF8.GetString(failed.Body.Span), StringComparison.Ordinal);

        _store.Fails = null;
        Assert.Equal(503, Ask(8, 20).Status);
        Assert.Equal(200, Ask(Witness(_store, _key), 8, 20).Status);
    }

    [Fact]
    public async Task Of_two_forks_submitted_at_once_exactly_one_is_cosigned()
    {
        using var store = new MeetingStore();
        var witness = Witness(store, _key);
        var honest = new AddCheckpointRequest(0, [], _log.Checkpoint(8)).ToBytes();
        var forged = new AddCheckpointRequest(0, [], Forked(8)).ToBytes();
        var stop = TestContext.Current.CancellationToken;
        var answers = await Task.WhenAll(
            Task.Run(() => witness.AddCheckpoint(honest).Status, stop), Task.Run(() => witness.AddCheckpoint(forged).Status, stop));
        Assert.Equal([200, 409], answers.Order());
    }

    [Fact]
    public void A_witness_with_two_keys_answers_two_cosignatures()
    {
        var second = MlDsaSigner.FromSeed("w.example", SHA256.HashData("w"u8));
        var answer = Ask(Witness(_store, _key, second), 0, 8);
        var note = SignedNote.Parse([.. _log.Checkpoint(8).ToBytes(), .. answer.Body.Span]);
        var outcome = new VerifierSet(_key.Verifier(), MlDsaVerifier.Factory(second.Key)!).Verify(note);
        Assert.Equal(2, outcome.Signatures.Count);
    }

    [Fact]
    public void The_last_cosigned_checkpoint_can_be_read_by_the_hash_of_its_origin()
    {
        var path = $"/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TestKeys.Origin)))}/checkpoint";
        Assert.Equal(404, _witness.Answer("GET", path, []).Status);
        Assert.Equal(200, Ask(0, 8).Status);
        var answer = _witness.Answer("GET", path, []);
        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain; charset=utf-8", answer.ContentType);
        var note = SignedCheckpoint.Parse(answer.Body.Span).Note;
        Assert.Equal(2, new VerifierSet(_log.Key.Verifier(), _key.Verifier()).Verify(note).Signatures.Count);
    }

    [Fact]
    public void Signatures_of_strangers_are_neither_kept_nor_published()
    {
        using var stranger = TestKeys.Witness("stranger.example");
        Assert.Equal(200, Send(new AddCheckpointRequest(0, [], _log.Checkpoint(8, stranger))).Status);
        Assert.DoesNotContain(_store.Latest(TestKeys.Origin)!.Note.Signatures, s => s.Name == "stranger.example");
    }

    [Fact]
    public void Other_paths_and_methods_are_refused()
    {
        Assert.Equal(405, _witness.Answer("GET", "/add-checkpoint", []).Status);
        Assert.Equal(405, _witness.Answer("POST", "/00/checkpoint", []).Status);
        Assert.Equal(404, _witness.Answer("GET", "/00/checkpoint", []).Status);
        Assert.Equal(404, _witness.Answer("GET", "/checkpoint", []).Status);
        Assert.Equal(404, _witness.Answer("GET", "/", []).Status);
        Assert.Equal(404, _witness.Answer("GET", "", []).Status);
    }

    [Fact]
    public void A_key_that_does_not_cosign_makes_no_witness()
    {
        Assert.Throws<ArgumentException>(() => Witness(_store, _log.Key));
        Assert.Throws<ArgumentException>(() => Witness(_store));
    }

    private WitnessServer Witness(IWitnessStore store, params INoteSigner[] keys) =>
        new(keys, [_log.Key.Key], NoteVerifiers.Standard, store, new FixedClock());

    private WitnessAnswer Ask(ulong old, ulong size) => Ask(_witness, old, size);

    private WitnessAnswer Ask(WitnessServer witness, ulong old, ulong size)
    {
        var proof = old == 0 ? [] : _log.Consistency(old, size);
        return witness.Answer("POST", "/add-checkpoint", new AddCheckpointRequest(old, proof, _log.Checkpoint(size)).ToBytes());
    }

    private WitnessAnswer Send(AddCheckpointRequest request) => _witness.AddCheckpoint(request.ToBytes());

    private SignedCheckpoint Forked(ulong size) => _fork.Checkpoint(size);

    private static SignedCheckpoint Note(ReadOnlySpan<byte> text, NoteSignature signature) =>
        SignedCheckpoint.Parse(new SignedNote(text, [signature]).ToBytes());

    // Holds whoever asks for the last checkpoint until a second one asks too: two requests that were not answered one after
    // the other would both see the old state.
    private sealed class MeetingStore : IWitnessStore, IDisposable
    {
        private readonly MemoryStore _store = new();
        private readonly CountdownEvent _asking = new(2);

        public SignedCheckpoint? Latest(string origin)
        {
            var latest = _store.Latest(origin);
            if (!_asking.IsSet) _asking.Signal();
            _asking.Wait(TimeSpan.FromMilliseconds(300));
            return latest;
        }

        public void Store(SignedCheckpoint cosigned) => _store.Store(cosigned);

        public void Dispose() => _asking.Dispose();
    }
}
