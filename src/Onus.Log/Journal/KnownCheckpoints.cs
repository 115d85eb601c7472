using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Compares a loaded log with everybody who remembers how far it had come: its own <c>checkpoint</c> file, and the
/// anchors.</summary>
internal static class KnownCheckpoints
{
    /// <summary>Null when all agree that nothing is missing, or why the log must not be opened.</summary>
    /// <exception cref="LogDamagedException">The log's own checkpoint file proves a loss.</exception>
    public static LogOpening? Compare(IJournal journal, LoadedLog loaded, LogOptions options)
    {
        var keys = LogKeys.Of(journal.VerifierKeys);
        var origin = LogKeys.OriginOf(journal.VerifierKey);
        if (CheckpointFile.Read(options.Device) is { } bytes && keys.TryRead(bytes, origin) is { } own)
        {
            var voucher = $"the log's own file {CheckpointFile.Name} vouches for {own.Size} entries";
            if (own.Size > loaded.Tail.Size) throw journal.DamageBehind(loaded.Tail, voucher);
            if (Differs(loaded, own)) return Forked($"the file {CheckpointFile.Name}", own);
        }

        var silent = 0;
        foreach (var anchor in options.Anchors)
        {
            if (Ask(anchor, keys, origin, out var known) is { } silence)
            {
                if (++silent > options.SilentAnchorsAllowed) return new LogOpening(OpenOutcome.AnchorSilent, null, silence);
            }
            else if (known is not null && known.Size > loaded.Tail.Size)
            {
                var damage = journal.DamageBehind(loaded.Tail, $"anchor {anchor.Name} vouches for {known.Size} entries");
                return new LogOpening(
                    OpenOutcome.AnchorAhead, null, $"{damage.Message}; if this is an older copy, restore it to a new origin", damage);
            }
            else if (known is not null && Differs(loaded, known))
            {
                return Forked($"anchor {anchor.Name}", known);
            }
        }

        return null;
    }

    /// <summary>Null when no anchor knows of entries of the log whose device holds nothing at all.</summary>
    public static LogOpening? CompareWithNothing(LogOptions options)
    {
        var key = options.Signers[0].Key;
        foreach (var anchor in options.Anchors)
        {
            if (Ask(anchor, LogKeys.Of(key.ToString()), key.Name, out var known) is not null || known is not { Size: > 0 }) continue;
            var damage = new LogDamagedException(
                LogDamage.Lost, SegmentHeader.NameOf(0), 0, 0,
                $"{options.Device.Location} holds no log, and anchor {anchor.Name} vouches for {known.Size} entries");
            return new LogOpening(OpenOutcome.AnchorAhead, null, damage.Message, damage);
        }

        return null;
    }

    private static bool Differs(LoadedLog loaded, Checkpoint known) => MerkleProver.Root(loaded.Tree, known.Size) != known.Root;

    private static LogOpening Forked(string who, Checkpoint known) => new(
        OpenOutcome.Forked, null,
        $"{who} holds a checkpoint of size {known.Size} that this log signed over another history; do not write to this copy");

    /// <summary>Why nothing is known from the anchor, or null and what it knows.</summary>
    private static string? Ask(IAnchor anchor, VerifierSet keys, string origin, out Checkpoint? known)
    {
        known = null;
        try
        {
            if (anchor.NewestCheckpoint(origin) is not { } note) return null;

            // An anchor without the log's signature proves nothing: it must not be able to stop the log by a lie.
            known = keys.TryRead(note.Span, origin);
            return known is null ? $"anchor {anchor.Name} answers with a checkpoint that this log never signed" : null;
        }
        catch (IOException failure)
        {
            return $"anchor {anchor.Name} does not answer: {failure.Message}";
        }
    }
}
