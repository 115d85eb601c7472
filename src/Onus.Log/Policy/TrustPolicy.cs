using System.Diagnostics.CodeAnalysis;
using Onus.Log.Notes;

namespace Onus.Log.Policy;

/// <summary>Whom a verifier trusts (C2SP tlog-policy): which logs it accepts, which witnesses it knows, and how many of them
/// must have cosigned a checkpoint.</summary>
/// <remarks>A policy comes from whoever verifies, never from the evidence.</remarks>
public sealed class TrustPolicy
{
    /// <summary>The largest policy file in bytes that is read.</summary>
    public const int MaxSize = 4_000_000;

    /// <summary>The quorum that asks for no witness.</summary>
    internal const string NoQuorum = "none";

    private readonly IReadOnlyList<INoteVerifier> _known;
    private readonly VerifierSet _verifiers;
    private readonly IReadOnlyList<PolicyGroup> _groups;
    private readonly string _quorum;

    internal TrustPolicy(
        IReadOnlyList<PolicyLog> logs,
        IReadOnlyList<PolicyWitness> witnesses,
        IReadOnlyList<PolicyGroup> groups,
        string quorum,
        IReadOnlyList<INoteVerifier> verifiers)
    {
        Logs = logs;
        Witnesses = witnesses;
        _groups = groups;
        _quorum = quorum;
        _known = verifiers;
        _verifiers = new VerifierSet(verifiers);
    }

    /// <summary>The logs that are accepted.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>The witnesses that are known, whether or not the quorum asks for them.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>Whether the policy asks for any witness.</summary>
    public bool AsksForWitnesses => _quorum != NoQuorum;

    /// <summary>Reads a policy file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="verifiers">Makes the verifiers; a key that it does not support makes the file unusable.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="error">What is wrong, and in which line.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> file,
        NoteVerifierFactory verifiers,
        [NotNullWhen(true)] out TrustPolicy? policy,
        [NotNullWhen(false)] out string? error) => new PolicyReader(verifiers).TryRead(file, out policy, out error);

    /// <summary>The policy that accepts the logs of these keys on their operators' word, without any witness.</summary>
    /// <exception cref="ArgumentException">A key has no verifier.</exception>
    public static TrustPolicy OfLog(NoteVerifierFactory verifiers, params IReadOnlyList<VerifierKey> keys) =>
        new TrustPolicy([], [], [], NoQuorum, []).WithLogs(verifiers, keys);

    /// <summary>The same policy that accepts the logs of these keys as well: a policy file may leave the logs to whoever
    /// uses it.</summary>
    /// <exception cref="ArgumentException">A key has no verifier, or is a witness's of this policy.</exception>
    public TrustPolicy WithLogs(NoteVerifierFactory verifiers, params IReadOnlyList<VerifierKey> keys)
    {
        ArgumentNullException.ThrowIfNull(verifiers);
        ArgumentNullException.ThrowIfNull(keys);
        VerifierKey[] added = [.. keys.Distinct().Where(key => Logs.All(log => !log.Key.Equals(key)))];
        foreach (var key in added)
        {
            if (Witnesses.Any(witness => witness.Key.HasSameMaterial(key))) throw new ArgumentException($"{key} is a witness's key");
        }

        return new TrustPolicy(
            [.. Logs, .. added.Select(key => new PolicyLog(key, null))],
            Witnesses,
            _groups,
            _quorum,
            [.. _known, .. added.Select(key => verifiers(key) ?? throw new ArgumentException($"no verifier for {key}", nameof(keys)))]);
    }

    /// <summary>Checks a checkpoint: a log of the policy has signed it, and the quorum has cosigned it.</summary>
    public CheckpointVerification Verify(SignedCheckpoint signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        if (!Logs.Any(log => log.Key.Name == signed.Checkpoint.Origin)) return Refuse(CheckpointOutcome.UnknownLog);

        var note = _verifiers.Verify(signed.Note);
        if (note.Verdict == NoteVerdict.BadSignature) return Refuse(CheckpointOutcome.BadSignature, note.Offender);

        // Another log's signature under this text says nothing: a key signs for the origin that is its name.
        var keys = note.Signatures.Select(signature => signature.Key).ToHashSet();
        var bySigner = Logs.Any(log => log.Key.Name == signed.Checkpoint.Origin && keys.Contains(log.Key));
        if (!bySigner) return Refuse(CheckpointOutcome.NotSignedByLog);

        var quorum = Evaluate(keys);
        var outcome = quorum.IsReached ? CheckpointOutcome.Verified : CheckpointOutcome.QuorumMissing;
        return new CheckpointVerification(outcome, note.Signatures, quorum, null);
    }

    /// <summary>Whether the keys that have cosigned make the quorum.</summary>
    public Quorum Evaluate(IReadOnlySet<VerifierKey> cosigned)
    {
        ArgumentNullException.ThrowIfNull(cosigned);
        var witnessed = Witnesses.Where(witness => cosigned.Contains(witness.Key)).Select(witness => witness.Octets)
            .ToHashSet(StringComparer.Ordinal);

        // A group refers only to what stands before it, so one pass in order decides them all.
        foreach (var group in _groups)
        {
            if (group.Members.Count(witnessed.Contains) >= group.Threshold) witnessed.Add(group.Name);
        }

        var asked = AskedByQuorum();
        return new Quorum(
            !AsksForWitnesses || witnessed.Contains(_quorum),
            AsksForWitnesses,
            [.. Witnesses.Where(witness => asked.Contains(witness.Octets) && witnessed.Contains(witness.Octets))],
            [.. Witnesses.Where(witness => asked.Contains(witness.Octets) && !witnessed.Contains(witness.Octets))]);
    }

    private static CheckpointVerification Refuse(CheckpointOutcome outcome, VerifierKey? offender = null) =>
        new(outcome, [], null, offender);

    private HashSet<string> AskedByQuorum()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal) { _quorum };
        foreach (var group in _groups.Reverse())
        {
            if (asked.Contains(group.Name)) asked.UnionWith(group.Members);
        }

        return asked;
    }
}
