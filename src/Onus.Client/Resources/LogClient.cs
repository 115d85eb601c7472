using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Client;

/// <summary>The transparency log itself, or a regulator's: checkpoints, tiles, entries, proofs. As a source of tiles it can be
/// followed and copied by whoever reads C2SP tlog-tiles.</summary>
public sealed class LogClient : ITileSource
{
    private readonly ApiTransport _transport;
    private readonly TrustPolicy? _trust;
    private readonly string _prefix;

    internal LogClient(ApiTransport transport, TrustPolicy? trust, string prefix = "/log")
    {
        (_transport, _trust, _prefix) = (transport, trust, prefix);
    }

    /// <summary>A regulator's own log, for that regulator and its desk.</summary>
    /// <param name="regulator">The regulator's name.</param>
    /// <param name="logKey">The public key of that log; null for taking the node's word.</param>
    public LogClient OfRegulator(string regulator, string? logKey = null) =>
        new(_transport, logKey is null ? null : TrustPolicy.OfLog(NoteVerifiers.Standard, VerifierKey.Parse(logKey)),
            $"/regulators/{Query.Segment(regulator)}/log");

    /// <summary>The newest signed checkpoint; verified when the client knows the log's key.</summary>
    /// <exception cref="ProofInvalid">It is no checkpoint, or not signed as the caller's policy asks.</exception>
    public async Task<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation = default)
    {
        var bytes = await _transport.GetBytesAsync($"{_prefix}/checkpoint", "text/plain", cancellation).ConfigureAwait(false);
        if (!SignedCheckpoint.TryParse(bytes, out var signed, out var error)) throw new ProofInvalid($"no checkpoint: {error}");
        if (_trust?.Verify(signed) is { IsVerified: false } refused)
            throw new ProofInvalid($"the checkpoint of {signed.Checkpoint.Origin} is not to be trusted: {refused.Outcome}");
        return signed;
    }

    /// <summary>Makes sure that the log has only grown since an earlier checkpoint: that nothing that it said was taken back.</summary>
    /// <returns>The newest checkpoint.</returns>
    /// <exception cref="ProofInvalid">The log was rewritten, or does not prove that it was not.</exception>
    public async Task<SignedCheckpoint> CheckpointAfterAsync(Checkpoint earlier, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var signed = await CheckpointAsync(cancellation).ConfigureAwait(false);
        var now = signed.Checkpoint;
        if (now.Origin != earlier.Origin) throw new ProofInvalid($"the log was {earlier.Origin}, and is {now.Origin}");
        if (now.Size < earlier.Size) throw new ProofInvalid($"the log had {earlier.Size} entries, and has {now.Size}");
        var proof = earlier.Size == 0 || earlier.Size == now.Size
            ? []
            : (await ConsistencyAsync(earlier.Size, now.Size, cancellation).ConfigureAwait(false)).Proof;
        var outcome = MerkleVerifier.VerifyConsistency(earlier.Size, earlier.Root, now.Size, now.Root, [.. proof]);
        if (outcome is not (ProofOutcome.Verified or ProofOutcome.FromEmptyTree))
            throw new ProofInvalid($"the log of {now.Size} entries does not begin with the one of {earlier.Size}: {outcome}");
        return signed;
    }

    /// <summary>The proof that the log of one size begins with the log of another.</summary>
    public Task<ConsistencyView> ConsistencyAsync(ulong from, ulong to, CancellationToken cancellation = default) =>
        _transport.GetAsync<ConsistencyView>(new Query($"{_prefix}/proof/consistency").With("from", from).With("to", to).ToString(), cancellation);

    /// <summary>An entry with the proof that it is there, for an auditor; verified when the client knows the log's key.</summary>
    /// <exception cref="ProofInvalid">The proof does not hold.</exception>
    public async Task<Receipt> EntryAsync(ulong index, CancellationToken cancellation = default)
    {
        var view = await _transport.GetAsync<LogEntryView>($"{_prefix}/entries/{index}", cancellation).ConfigureAwait(false);
        return Receipt.Of(new ReceiptView(view.Index, view.Entry, view.Proof), _trust);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await _transport.GetBytesAsync($"{_prefix}/{path}", "*/*", cancellation).ConfigureAwait(false);
        }
        catch (OnusRefused refused) when (refused.Status == 404)
        {
            return null;
        }
        catch (Exception fault) when (fault is OnusRefused or OnusUnavailable)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
