using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Witness.Protocol;

namespace Onus.Witness.Client;

/// <summary>The consistency proof between two sizes of the log that asks for cosignatures.</summary>
/// <param name="size1">The smaller size, at least 1.</param>
/// <param name="size2">The larger size.</param>
public delegate Hash256[] ConsistencyProver(ulong size1, ulong size2);

/// <summary>Asks one witness to cosign checkpoints of one log (C2SP tlog-witness).</summary>
/// <remarks>It remembers how far the witness has come, and learns it from the witness when it does not know. Use one at a
/// time.</remarks>
public sealed class WitnessClient
{
    private const int MaxReplySize = 64 * 1024;
    private const int MaxAttempts = 3;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly INoteVerifier _verifier;
    private ulong _witnessSize;

    /// <summary>A client of the witness with this key.</summary>
    /// <param name="http">Its time limit is the time a witness is given.</param>
    /// <param name="submissionPrefix">The witness's submission prefix.</param>
    /// <param name="verifier">The witness's key; cosignatures of others are ignored.</param>
    public WitnessClient(HttpClient http, Uri submissionPrefix, INoteVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(submissionPrefix);
        _http = http;
        _address = new Uri(submissionPrefix.AbsoluteUri.TrimEnd('/') + "/add-checkpoint");
        _verifier = verifier;
    }

    /// <summary>The witness's key.</summary>
    public VerifierKey Key => _verifier.Key;

    /// <summary>Asks for cosignatures. Whatever the witness does, the answer is a value, never an exception.</summary>
    /// <param name="checkpoint">The checkpoint, signed by the log.</param>
    /// <param name="prove">Proves that the log only grew.</param>
    /// <param name="cancellation">Gives up; only this throws.</param>
    public async Task<WitnessReply> SubmitAsync(
        SignedCheckpoint checkpoint, ConsistencyProver prove, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(prove);
        var size = checkpoint.Checkpoint.Size;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (_witnessSize > size) return Ahead(_witnessSize);
            var proof = _witnessSize == 0 || _witnessSize == size ? [] : prove(_witnessSize, size);
            var request = new AddCheckpointRequest(_witnessSize, proof, checkpoint);
            var (status, type, body, failure) = await PostAsync(request.ToBytes(), cancellation).ConfigureAwait(false);
            if (failure is not null) return Without(WitnessOutcome.Unavailable, failure);
            if (status != HttpStatusCode.Conflict) return Read(checkpoint, status, body);

            if (type != WitnessAnswer.SizeType || ReadSize(body) is not { } told) return Without(WitnessOutcome.BadReply, "409 without a size");
            if (told == request.OldSize) return Without(WitnessOutcome.Inconsistent, $"409 at the size {told} that it has itself");
            _witnessSize = told;
        }

        return _witnessSize > size ? Ahead(_witnessSize) : Without(WitnessOutcome.Unavailable, "the witness's size keeps changing");
    }

    private async Task<(HttpStatusCode Status, string? Type, byte[] Body, string? Failure)> PostAsync(
        byte[] request, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(request);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
            using var message = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var body = await BoundedContent.ReadAsync(response.Content, MaxReplySize, cancellation).ConfigureAwait(false);
            return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (default, null, [], e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (default, null, [], "no answer in time");
        }
    }

    private WitnessReply Read(SignedCheckpoint checkpoint, HttpStatusCode status, byte[] body)
    {
        var said = $"{(int)status} {Printable(body)}";
        return status switch
        {
            HttpStatusCode.OK => ReadCosignatures(checkpoint, body),
            HttpStatusCode.NotFound => Without(WitnessOutcome.UnknownLog, said),
            HttpStatusCode.Forbidden => Without(WitnessOutcome.NotTrusted, said),
            HttpStatusCode.UnprocessableEntity => Without(WitnessOutcome.Inconsistent, said),
            HttpStatusCode.BadRequest => Without(WitnessOutcome.Refused, said),
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => Without(WitnessOutcome.Unavailable, said),
            _ => Without(WitnessOutcome.BadReply, said),
        };
    }

    private WitnessReply ReadCosignatures(SignedCheckpoint checkpoint, ReadOnlySpan<byte> body)
    {
        var genuine = new List<NoteSignature>();
        while (Lines.Take(ref body, out var line))
        {
            if (NoteSignature.TryParse(line) is not { } signature) return Without(WitnessOutcome.BadReply, "a line that is no signature");
            if (signature.Name != Key.Name || signature.KeyId != Key.Id) continue;
            if (!_verifier.Verify(checkpoint.Note.Text, signature.Signature))
            {
                return Without(WitnessOutcome.BadReply, "a cosignature that is not genuine");
            }

            genuine.Add(signature);
        }

        if (genuine.Count == 0) return Without(WitnessOutcome.BadReply, "no cosignature of the witness's known key");
        _witnessSize = checkpoint.Checkpoint.Size;
        return new WitnessReply(WitnessOutcome.Cosigned, genuine, _witnessSize, "cosigned");
    }

    private static ulong? ReadSize(ReadOnlySpan<byte> body) =>
        Lines.Take(ref body, out var line) && body.IsEmpty && StrictDecimal.TryParse(line, out var size) ? size : null;

    private static WitnessReply Ahead(ulong size) =>
        new(WitnessOutcome.Ahead, [], size, $"the witness has cosigned {size} entries, more than this log has");

    private static WitnessReply Without(WitnessOutcome outcome, string detail) => new(outcome, [], null, detail);

    private static string Printable(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200)));
        return new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
    }
}
