using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Replaying;

/// <summary>Rebuilds the command of the charter that an entry answers.</summary>
internal sealed class CharterCommands(CasesState state, IEntryReader log)
{
    /// <summary>The command, as it was given.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="command">The command; null where the log has only the hash of what was asked: a text that was refused.</param>
    /// <returns>Whether the entry is one of the charter.</returns>
    public bool TryRebuild(ReadOnlyMemory<byte> entry, out CharterCommand? command)
    {
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        var head = new CommandHead(envelope.Command, envelope.Trace, envelope.Actor);
        command = null;
        switch (envelope.Kind)
        {
            case EntryKind.Genesis when GenesisEntry.TryRead(entry, out var genesis):
                command = new FoundCharter(head, genesis!.Origin, genesis.LogKey, genesis.Signed, genesis.Alone, genesis.Founders);
                return true;
            case EntryKind.Chunk when ChunkEntry.TryRead(entry, out var chunk):
                command = new PublishText(head, WholeOf(chunk!));
                return true;
            case EntryKind.Proposed when Proposed.TryRead(entry, out var proposed):
                command = new DoAct(head, proposed!.Act, proposed.Signature);
                return true;
            case EntryKind.ProposalEnded when ProposalEnded.TryRead(entry, out var ended):
                command = new EndProposal(head, ended!.Proposal);
                return true;
            case EntryKind.CharterRefused when CharterRefused.TryRead(entry, out var refused):
                command = Refused(refused!, head);
                return true;
        }

        if (!CharterEffect.TryRead(entry, out var effect)) return false;
        command = effect.Warrant.Kind == WarrantKind.Seconded
            ? new SecondAct(head, effect.Warrant.Proposal, effect.Warrant.Signature)
            : new DoAct(head, effect.Act, effect.Warrant.Signature);
        return true;
    }

    private CharterCommand? Refused(CharterRefused refused, CommandHead head)
    {
        Invariant.Holds(CharterCommandCodec.TryDecode(refused.Content, head, out var command, out var text));
        if (command is not PublishText) return command;
        return state.Products.Texts.TryRead(text, out var bytes) ? new PublishText(head, bytes) : null;
    }

    /// <summary>The text of which this is the first piece; the others are the entries after it.</summary>
    private byte[] WholeOf(ChunkEntry first)
    {
        var bytes = new List<byte>(first.Bytes.ToArray());
        for (var next = first; log.TryRead(next.Envelope.Index + 1, out var entry);)
        {
            if (!ChunkEntry.TryRead(entry, out var piece) || piece!.Whole != first.Whole || piece.Place != next.Place + 1) break;
            bytes.AddRange(piece.Bytes.Span);
            next = piece;
        }

        return [.. bytes];
    }
}
