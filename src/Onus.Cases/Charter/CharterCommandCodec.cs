using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>A command of the charter as canonical bytes, <c>[word, body]</c>: what a refusal keeps. Id, trace and actor stand
/// in the entry's envelope.</summary>
/// <remarks>Of a text only the hash is kept: it may be longer than an entry.</remarks>
public static class CharterCommandCodec
{
    private enum Word : byte
    {
        Found = 1,
        Publish = 2,
        Do = 3,
        Second = 4,
        End = 5,
    }

    /// <summary>The canonical bytes of a command.</summary>
    public static byte[] Encode(CharterCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        var a = new CborArchive(writer);
        a.Record(2, () => command switch
        {
            FoundCharter found => Tagged(a, Word.Found, () => Found(a, found.Head, found)),
            PublishText publish => Tagged(a, Word.Publish, () => Text(a, new Hash256(SHA256.HashData(publish.Text.Span)))),
            DoAct act => Tagged(a, Word.Do, () => Do(a, act.Head, act)),
            SecondAct second => Tagged(a, Word.Second, () => Second(a, second.Head, second)),
            EndProposal end => Tagged(a, Word.End, () => End(a, end.Head, end)),
            _ => throw new InvariantViolation("a command of no known kind"),
        });
        return writer.Encode();
    }

    /// <summary>Reads the command of a refusal back, under the head that its envelope gives; of a text only the hash is
    /// there.</summary>
    public static bool TryDecode(
        ReadOnlyMemory<byte> content, CommandHead head, [NotNullWhen(true)] out CharterCommand? command, out Hash256 text)
    {
        (command, text) = (null, default);
        try
        {
            var reader = CborExtensions.NewReader(content);
            var a = new CborArchive(reader);
            (command, text) = a.Record(2, () => a.Word(default(Word)) switch
            {
                Word.Found => (Found(a, head, null), default),
                Word.Publish => (new PublishText(head, default), Text(a, default)),
                Word.Do => (Do(a, head, null), default),
                Word.Second => (Second(a, head, null), default),
                _ => ((CharterCommand)End(a, head, null), default(Hash256)),
            });
            return reader.BytesRemaining == 0;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
        {
            command = null;
            return false;
        }
    }

    private static bool Tagged<T>(CborArchive a, Word word, Func<T> body)
    {
        a.Word(word);
        body();
        return true;
    }

    private static FoundCharter Found(CborArchive a, CommandHead head, FoundCharter? v) => a.Record(5, () => new FoundCharter(
        head, a.Text(v?.Origin ?? ""), a.Bytes(v?.LogKey ?? default), a.Flag(v?.Signed ?? false), a.Flag(v?.Alone ?? false),
        a.List(v?.Founders ?? [], f => OneFounder(a, f))));

    private static Founder OneFounder(CborArchive a, Founder? v) => a.Record(3, () => new Founder(
        a.Id(v?.Token ?? default), a.Word(v?.Algorithm ?? KeyAlgorithm.Ed25519), a.Bytes(v?.PublicKey ?? default)));

    private static Hash256 Text(CborArchive a, Hash256 v) => a.Record(1, () => a.Hash(v));

    private static DoAct Do(CborArchive a, CommandHead head, DoAct? v) => a.Record(2, () =>
    {
        var bytes = a.Bytes(v?.Act.ToBytes() ?? default(ReadOnlyMemory<byte>));
        return CharterAct.TryRead(bytes, out var act)
            ? new DoAct(head, act!, a.Bytes(v?.Signature ?? default))
            : throw new CborContentException("an act that is not of the charter");
    });

    private static SecondAct Second(CborArchive a, CommandHead head, SecondAct? v) => a.Record(2, () =>
        new SecondAct(head, a.ULong(v?.Proposal ?? 0), a.Bytes(v?.Signature ?? default)));

    private static EndProposal End(CborArchive a, CommandHead head, EndProposal? v) => a.Record(1, () =>
        new EndProposal(head, a.ULong(v?.Proposal ?? 0)));
}
