using System.Security.Cryptography;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>Answers a command whose id is known: done before, refused before, or another command's.</summary>
internal sealed class CharterAnswers(EntrySource entries)
{
    public CharterResult ForKnown(CharterCommand command, ulong known)
    {
        Invariant.Holds(entries.TryRead(known, out var entry));
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
        var answer = new CharterResult(
            CharterOutcome.ExistsWithDifferentRequest, CharterOutcome.ExistsWithDifferentRequest, known, header.Time, -1);
        if (CharterRefused.TryRead(entry, out var refused))
        {
            return answer with
            {
                Outcome = CharterOutcome.IdAlreadyRefused, FirstOutcome = refused!.Outcome, About = refused.About,
            };
        }

        if (Compare(command, entry) is not { } same) return answer;
        var outcome = CharterOutcome.Exists;
        if (!same) outcome = CharterOutcome.ExistsWithDifferentContent;
        if (EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Actor != command.Head.Actor)
            outcome = CharterOutcome.ExistsWithDifferentActor;
        return answer with { Outcome = outcome, FirstOutcome = outcome };
    }

    /// <summary>Whether the entry records this content; null where it records another kind of command.</summary>
    /// <remarks>The signature is no part of the content: ECDSA makes another each time.</remarks>
    private static bool? Compare(CharterCommand command, ReadOnlyMemory<byte> entry)
    {
        switch (command)
        {
            case FoundCharter found when GenesisEntry.TryRead(entry, out var genesis):
                var then = new FoundCharter(found.Head, genesis!.Origin, genesis.LogKey, genesis.Signed, genesis.Alone, genesis.Founders);
                return CharterCommandCodec.Encode(then).AsSpan().SequenceEqual(CharterCommandCodec.Encode(found));
            case PublishText publish when ChunkEntry.TryRead(entry, out var chunk):
                return chunk!.Whole.Bytes.SequenceEqual(SHA256.HashData(publish.Text.Span));
            case EndProposal end when ProposalEnded.TryRead(entry, out var ended):
                return ended!.Proposal == end.Proposal;
            case DoAct act when Proposed.TryRead(entry, out var proposed):
                return proposed!.Act.ToBytes().AsSpan().SequenceEqual(act.Act.ToBytes());
        }

        if (EntryHeader.KindOf(entry.Span) is EntryKind.None or < (EntryKind)EntryHeader.FirstCborKind) return null;
        if (!CharterEffect.TryRead(entry, out var effect)) return null;
        return command switch
        {
            SecondAct second when effect.Warrant.Kind == WarrantKind.Seconded => effect.Warrant.Proposal == second.Proposal,
            DoAct act when effect.Warrant.Kind != WarrantKind.Seconded => effect.Act.ToBytes().AsSpan().SequenceEqual(act.Act.ToBytes()),
            _ => null,
        };
    }
}
