using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Where batches become durable, in order, for one writer at a time: segments on a device, or rows of a database.</summary>
public interface IJournal : IDisposable
{
    /// <summary>Where the journal is, for messages.</summary>
    string Location { get; }

    /// <summary>The vkey under which the log signs now; its name is the log's origin.</summary>
    string VerifierKey { get; }

    /// <summary>All vkeys under which the log signed as its present origin, the first one first; the last is
    /// <see cref="VerifierKey"/>.</summary>
    IReadOnlyList<string> VerifierKeys { get; }

    /// <summary>Where the first frame is, or will be.</summary>
    FramePosition Start { get; }

    /// <summary>Makes a batch durable behind all batches before it.</summary>
    /// <param name="batch">The batch with the root that it leads to.</param>
    /// <param name="checkpoint">The signed checkpoint of the size before the batch.</param>
    /// <param name="frame">Where the batch is, once committed.</param>
    CommitOutcome Append(Batch batch, ReadOnlyMemory<byte> checkpoint, out Frame frame);

    /// <summary>Goes on under another key, durably: what is appended from here on is signed by that one.</summary>
    /// <param name="verifierKey">The vkey; of another origin where the log was restored.</param>
    /// <param name="index">How many entries there are.</param>
    /// <param name="root">The root over them.</param>
    /// <exception cref="IOException">The device failed; nothing more is appended.</exception>
    void BeginKey(string verifierKey, ulong index, in Hash256 root);

    /// <summary>Reads and checks a whole frame, or finds that the journal ends there.</summary>
    /// <param name="position">Where the frame is.</param>
    /// <param name="expectedIndex">The index that its first entry must have.</param>
    /// <param name="content">Receives the entries and the checkpoint.</param>
    /// <exception cref="LogDamagedException">Bytes that were confirmed are not there.</exception>
    Scanned Scan(FramePosition position, ulong expectedIndex, FrameContent content);

    /// <summary>Reads the front of a frame that is known to be there.</summary>
    /// <param name="position">Where the frame is.</param>
    /// <param name="index">The first entry that is missing if it is not.</param>
    /// <exception cref="LogDamagedException">It is not.</exception>
    Frame Read(FramePosition position, ulong index);

    /// <summary>Reads a part of a frame's entries without checking it; answers false when the bytes end before.</summary>
    bool TryReadEntries(FramePosition position, int offset, Span<byte> destination);

    /// <summary>Makes what a scan found durable and cuts off what was torn. Only then may its end be signed, or written
    /// behind.</summary>
    /// <returns>How many bytes of an unconfirmed frame were cut off.</returns>
    long Repair(JournalTail tail);

    /// <summary>What to report when somebody vouches for entries behind the end that a scan found.</summary>
    /// <param name="tail">The end.</param>
    /// <param name="voucher">Who vouches for what, as the end of a sentence.</param>
    LogDamagedException DamageBehind(JournalTail tail, string voucher);
}
