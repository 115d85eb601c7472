using Onus.Core.Formats;
using Onus.Log.Notes;

namespace Onus.Log.Journal;

/// <summary>A change of the log's key that was entered and not carried out: the process ended in between.</summary>
internal static class KeyChange
{
    /// <summary>Whether the last batch of the log lets it sign with that key from here on: both keys have signed the change.</summary>
    /// <remarks>The segment under the new key is begun right behind the batch that enters the change, so no other can.</remarks>
    public static bool Lets(VerifierKey key, IJournal journal, LoadedLog loaded)
    {
        if (loaded.Tail.Last is not { } last || !VerifierKey.TryParse(last.VerifierKey, out var old, out _)) return false;
        var content = new FrameContent();
        if (journal.Scan(last.Position, last.FirstIndex, content).Frame is not { Count: var count }) return false;
        for (var place = count - 1; place >= 0; place--)
        {
            if (EntryHeader.KindOf(content.Entry(place)) != EntryKind.LogKeyRotated) continue;
            return LogKeyRotated.TryRead(content.Entry(place).ToArray(), out var entered) && IsOf(entered!.Act, old, key);
        }

        return false;
    }

    private static bool IsOf(RotateLogKey act, VerifierKey old, VerifierKey key)
    {
        var statement = KeyRotationStatement.ToBytes(key.Name, old.PublicKey, key.PublicKey);
        var signatures = new ActorSignatures();
        return old.Name == key.Name && act.Old.Span.SequenceEqual(old.PublicKey) && act.New.Span.SequenceEqual(key.PublicKey)
            && signatures.Verify(KeyAlgorithm.Ed25519, act.Old.Span, statement, act.OldSignature.Span)
            && signatures.Verify(KeyAlgorithm.Ed25519, act.New.Span, statement, act.NewSignature.Span);
    }
}
