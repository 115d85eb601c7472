using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Tree;
using Onus.Witness.Protocol;

namespace Onus.Witness.Server;

/// <summary>A witness (C2SP tlog-witness): cosigns the checkpoints of the logs it knows as long as each only grows. It turns
/// requests into answers; whoever hosts it speaks HTTP.</summary>
/// <remarks>Safe for concurrent requests: one log's requests are answered one after the other.</remarks>
public sealed class WitnessServer
{
    private readonly IReadOnlyList<INoteSigner> _cosigners;
    private readonly IWitnessStore _store;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, WitnessedLog> _logs = new(StringComparer.Ordinal);

    /// <summary>A witness of these logs.</summary>
    /// <param name="cosigners">The witness's cosignature keys; each signs every checkpoint.</param>
    /// <param name="logs">The keys of the logs it knows; each is named as the log's origin.</param>
    /// <param name="verifiers">Makes the verifiers of the log keys.</param>
    /// <param name="store">What it must not forget.</param>
    /// <param name="clock">The time that cosignatures state.</param>
    /// <exception cref="ArgumentException">A key that does not cosign, or a log key without verifier.</exception>
    public WitnessServer(
        IReadOnlyList<INoteSigner> cosigners,
        IEnumerable<VerifierKey> logs,
        NoteVerifierFactory verifiers,
        IWitnessStore store,
        TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(cosigners);
        ArgumentNullException.ThrowIfNull(verifiers);
        if (cosigners.Count == 0 || cosigners.Any(signer => !signer.Key.IsCosigner))
        {
            throw new ArgumentException("a witness signs with cosignature keys (0x04, 0x06)", nameof(cosigners));
        }

        _cosigners = cosigners;
        _store = store;
        _clock = clock;
        foreach (var log in logs.GroupBy(key => key.Name, StringComparer.Ordinal))
        {
            var known = log.Select(key => verifiers(key) ?? throw new ArgumentException($"no verifier for {key}", nameof(logs)));
            _logs.Add(log.Key, new WitnessedLog(new VerifierSet([.. known])));
        }
    }

    /// <summary>Answers any request of the protocol.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the witness's prefix, from its slash on, without query.</param>
    /// <param name="body">The body; a host may refuse one of more than <see cref="AddCheckpointRequest.MaxSize"/> bytes.</param>
    public WitnessAnswer Answer(string method, string path, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(path);
        const string Suffix = "/checkpoint";
        if (path == "/add-checkpoint") return method == "POST" ? AddCheckpoint(body) : WitnessAnswer.Text(405, "use POST\n");
        if (!path.EndsWith(Suffix, StringComparison.Ordinal) || path.Length <= Suffix.Length) return WitnessAnswer.Text(404, "no such page\n");
        return method == "GET" ? Checkpoint(path[1..^Suffix.Length]) : WitnessAnswer.Text(405, "use GET\n");
    }

    /// <summary>Cosigns a checkpoint, or says why not.</summary>
    /// <param name="body">The body of the request.</param>
    public WitnessAnswer AddCheckpoint(ReadOnlySpan<byte> body)
    {
        if (!AddCheckpointRequest.TryParse(body, out var request, out var error)) return WitnessAnswer.Text(400, error + "\n");
        var checkpoint = request.Checkpoint.Checkpoint;
        if (!_logs.TryGetValue(checkpoint.Origin, out var log)) return WitnessAnswer.Text(404, "unknown log\n");
        if (!log.Verifiers.Verify(request.Checkpoint.Note).IsVerified) return WitnessAnswer.Text(403, "no genuine signature of the log\n");
        if (request.OldSize > checkpoint.Size) return WitnessAnswer.Text(400, "the old size is above the checkpoint's\n");
        lock (log.Gate) return Cosign(log, request);
    }

    /// <summary>The last cosigned checkpoint of a log.</summary>
    /// <param name="originHash">SHA-256 of the origin in lower-case hexadecimal.</param>
    public WitnessAnswer Checkpoint(string originHash)
    {
        foreach (var origin in _logs.Keys)
        {
            if (HashOf(origin) != originHash) continue;
            var latest = _store.Latest(origin);
            return latest is null ? WitnessAnswer.Text(404, "nothing cosigned yet\n") : new(200, WitnessAnswer.TextType, latest.ToBytes());
        }

        return WitnessAnswer.Text(404, "unknown log\n");
    }

    internal static string HashOf(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    private WitnessAnswer Cosign(WitnessedLog log, AddCheckpointRequest request)
    {
        if (log.HasFailed) return WitnessAnswer.Text(503, "the witness could not store an earlier checkpoint; its operator must look\n");
        var checkpoint = request.Checkpoint.Checkpoint;
        var latest = _store.Latest(checkpoint.Origin)?.Checkpoint;
        if (request.OldSize != (latest?.Size ?? 0)) return WitnessAnswer.Size(latest?.Size ?? 0);
        if (Inconsistency(latest, request) is { } inconsistency) return WitnessAnswer.Text(422, inconsistency);

        var now = (ulong)_clock.GetUtcNow().ToUnixTimeSeconds();
        var text = request.Checkpoint.Note.Text.ToArray();
        NoteSignature[] cosignatures = [.. _cosigners.Select(signer => NoteSignature.Make(signer, text, now))];
        try
        {
            // A signature that left before its checkpoint is stored could be followed, after a crash, by one over a fork.
            _store.Store(WithoutOthers(log, request.Checkpoint).With(cosignatures));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.HasFailed = true;
            return WitnessAnswer.Text(500, "the checkpoint could not be stored\n");
        }

        return WitnessAnswer.Text(200, string.Concat(cosignatures.Select(line => $"{line}\n")));
    }

    private static string? Inconsistency(Checkpoint? latest, AddCheckpointRequest request)
    {
        var checkpoint = request.Checkpoint.Checkpoint;
        if (checkpoint.Size == 0 && checkpoint.Root != Hash256.EmptyRoot) return "a log without entries has another root\n";
        var outcome = MerkleVerifier.VerifyConsistency(
            latest?.Size ?? 0, latest?.Root ?? Hash256.EmptyRoot, checkpoint.Size, checkpoint.Root, request.Proof);
        return outcome is ProofOutcome.Verified or ProofOutcome.FromEmptyTree ? null : $"the log did not only grow: {outcome}\n";
    }

    // Signatures of unknown keys are the submitter's claim; the witness neither keeps nor publishes them.
    private static SignedCheckpoint WithoutOthers(WitnessedLog log, SignedCheckpoint submitted)
    {
        var note = new SignedNote(submitted.Note.Text, [.. submitted.Note.Signatures.Where(log.Verifiers.Knows)]);
        return SignedCheckpoint.Parse(note.ToBytes());
    }

    private sealed class WitnessedLog(VerifierSet verifiers)
    {
        public Lock Gate { get; } = new();

        public VerifierSet Verifiers { get; } = verifiers;

        public bool HasFailed { get; set; }
    }
}
