using Onus.Log.Notes;
using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;
using Onus.Witness.Client;
using Onus.Witness.Protocol;
using Onus.Witness.Server;

namespace Onus.Witness.Tests;

public sealed class WitnessAnchorTests : IDisposable
{
    private readonly TestLog _log = new(20);
    private readonly Ed25519Signer _key = TestKeys.Witness("w.example");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose()
    {
        _log.Dispose();
        _key.Dispose();
        _http.Dispose();
    }

    [Fact]
    public void A_witness_vouches_for_the_last_checkpoint_that_it_cosigned()
    {
        var witness = new WitnessServer([_key], [_log.Key.Key], NoteVerifiers.Standard, new MemoryStore(), new FixedClock());
        using var server = new LocalServer((method, path, body) => witness.Answer(method, path, body));
        var anchor = new WitnessAnchor(_http, "w", server.Address);
        Assert.Null(anchor.NewestCheckpoint(TestKeys.Origin));
        witness.AddCheckpoint(new AddCheckpointRequest(0, [], _log.Checkpoint(12)).ToBytes());
        var note = SignedCheckpoint.Parse(anchor.NewestCheckpoint(TestKeys.Origin)!.Value.Span);
        Assert.Equal(12ul, note.Checkpoint.Size);
        Assert.True(new VerifierSet(_log.Key.Verifier()).Verify(note.Note).IsVerified);
        Assert.Null(anchor.NewestCheckpoint("other.example"));
    }

    [Fact]
    public void A_witness_that_is_gone_silent_or_broken_does_not_vouch_for_nothing()
    {
        var gone = new LocalServer((_, _, _) => null);
        gone.Dispose();
        var error = Assert.Throws<IOException>(() => new WitnessAnchor(_http, "w", gone.Address).NewestCheckpoint(TestKeys.Origin));
        Assert.StartsWith("witness w (http://", error.Message, StringComparison.Ordinal);

        using var broken = new LocalServer((_, _, _) => WitnessAnswer.Text(500, ""));
        Assert.Throws<IOException>(() => new WitnessAnchor(_http, "w", broken.Address).NewestCheckpoint(TestKeys.Origin));

        using var silent = new LocalServer((_, _, _) => null);
        using var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        Assert.Throws<IOException>(() => new WitnessAnchor(impatient, "w", silent.Address).NewestCheckpoint(TestKeys.Origin));
    }
}
