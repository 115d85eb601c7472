using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>Binds a decision to the statement that was signed for it: which command, of which actor, with which commitments.</summary>
/// <remarks>The node keeps nothing: the ticket carries it all, under a key that lives as long as the process. After a restart a
/// statement is asked for again.</remarks>
internal sealed class Tickets(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A ticket.</summary>
    public string Issue(Id128 command, ulong actor, ulong @case, ImmutableArray<EvidenceInput> evidence)
    {
        var writer = CborExtensions.NewWriter();
        var ends = LogTime.From(time.GetUtcNow() + Lasts);
        Body(new CborArchive(writer), new Content(command, actor, @case, ends, evidence));
        var body = writer.Encode();
        return Convert.ToBase64String([.. HMACSHA256.HashData(_key, body), .. body]);
    }

    /// <summary>The commitments of the statement that the ticket was given with.</summary>
    /// <exception cref="Refused">It is none of this decision, or has ended.</exception>
    public ImmutableArray<EvidenceInput> Redeem(string ticket, Id128 command, ulong actor, ulong @case)
    {
        var bytes = Deposits.Bytes(ticket, "/signed/ticket");
        if (bytes.Length <= HMACSHA256.HashSizeInBytes
            || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, bytes.AsSpan(HMACSHA256.HashSizeInBytes)), bytes.AsSpan(0, HMACSHA256.HashSizeInBytes)))
            throw Ended("the ticket is none of this node, or the node was started since");
        var content = Body(new CborArchive(CborExtensions.NewReader(bytes.AsMemory(HMACSHA256.HashSizeInBytes))), default);
        if (content.Command != command) throw Ended($"it was signed for command {content.Command}: send that as the Idempotency-Key");
        if (content.Actor != actor || content.Case != @case) throw Ended("it was signed by another, or in another case");
        return content.Ends > LogTime.From(time.GetUtcNow()) ? content.Evidence : throw Ended("the ticket has ended");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static Refused Ended(string why) =>
        new(422, "Another statement", $"{why}; ask for the statement again and sign that") { Pointer = "/signed/ticket", Outcome = "SignatureInvalid" };

    private static Content Body(CborArchive a, Content v) => a.Record(5, () => new Content(
        a.Id(v.Command), a.ULong(v.Actor), a.ULong(v.Case), a.Time(v.Ends),
        a.List(v.Evidence.IsDefault ? [] : v.Evidence, e => a.Record(2, () => new EvidenceInput(a.Text(e.Kind ?? ""), a.Hash(e.Commitment))))));

    private readonly record struct Content(Id128 Command, ulong Actor, ulong Case, LogTime Ends, ImmutableArray<EvidenceInput> Evidence);
}
