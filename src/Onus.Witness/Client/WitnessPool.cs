using Onus.Log.Notes;
using Onus.Log.Policy;

namespace Onus.Witness.Client;

/// <summary>What came of asking all witnesses of a policy to cosign one checkpoint.</summary>
/// <param name="Checkpoint">The checkpoint with the genuine cosignatures below the log's own.</param>
/// <param name="Quorum">Whether they make the policy's quorum.</param>
/// <param name="Replies">What each witness answered, in the policy's order.</param>
public sealed record WitnessRound(
    SignedCheckpoint Checkpoint, Quorum Quorum, IReadOnlyList<(PolicyWitness Witness, WitnessReply Reply)> Replies);

/// <summary>The witnesses of a policy that have an address, asked all at once.</summary>
public sealed class WitnessPool
{
    private readonly TrustPolicy _policy;
    private readonly (PolicyWitness Witness, WitnessClient Client)[] _clients;

    /// <summary>The witnesses of a policy; one without an address is never asked.</summary>
    /// <param name="http">Its time limit is the time a round takes at most.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="verifiers">Makes the verifiers of their keys.</param>
    /// <exception cref="ArgumentException">A witness's address is no absolute http or https URL, or its key has no
    /// verifier.</exception>
    public WitnessPool(HttpClient http, TrustPolicy policy, NoteVerifierFactory verifiers)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(verifiers);
        _policy = policy;
        _clients =
        [
            .. policy.Witnesses.Where(witness => witness.Url is not null).Select(witness => (witness, new WitnessClient(
                http,
                AddressOf(witness),
                verifiers(witness.Key) ?? throw new ArgumentException($"no verifier for {witness.Key}", nameof(verifiers))))),
        ];
    }

    /// <summary>Asks every witness. One that does not answer takes nothing from the others.</summary>
    public async Task<WitnessRound> CosignAsync(
        SignedCheckpoint checkpoint, ConsistencyProver prove, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var replies = await Task.WhenAll(_clients.Select(c => c.Client.SubmitAsync(checkpoint, prove, cancellation))).ConfigureAwait(false);
        var answered = _clients.Zip(replies, (c, reply) => (c.Witness, reply)).ToArray();
        var cosigned = answered.Where(a => a.reply.Outcome == WitnessOutcome.Cosigned).ToArray();
        return new WitnessRound(
            checkpoint.With(cosigned.SelectMany(a => a.reply.Cosignatures)),
            _policy.Evaluate(cosigned.Select(a => a.Witness.Key).ToHashSet()),
            answered);
    }

    private static Uri AddressOf(PolicyWitness witness) =>
        Uri.TryCreate(witness.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"witness {witness.Name}: not an http or https address: {witness.Url}", nameof(witness));
}
