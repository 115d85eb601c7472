using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>A log as it is read from its journal: the tree, the bundles, the end. Loading changes nothing.</summary>
/// <remarks>With an index of bundles only the tail is hashed. Whether the index is right shows at the last frame: its signed
/// checkpoint and its own root must follow from it. If they do not, everything is hashed, and damage is then named.</remarks>
internal sealed class LoadedLog
{
    private readonly IJournal _journal;
    private readonly FrameContent _content = new();
    private readonly List<BundlePlace> _newPlaces = [];
    private readonly List<Hash256> _newRoots = [];
    private Hash256[] _leaves = [];
    private string _verifierKey = "";
    private VerifierSet _keys = new();

    private LoadedLog(IJournal journal, BundleIndex index)
    {
        _journal = journal;
        IndexedBundles = (ulong)index.Count;
        Table = new BundleTable();
        Table.Add(index.Places, index.Roots);
        Bundles = new BundleReader(journal, Table);
        Tree = new MerkleTree(Table.Range, Bundles);
    }

    /// <summary>The full bundles.</summary>
    public BundleTable Table { get; }

    /// <summary>Reads entries of full bundles, and is the tree's memory of them.</summary>
    public BundleReader Bundles { get; }

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree { get; }

    /// <summary>Where the journal ends.</summary>
    public JournalTail Tail { get; private set; }

    /// <summary>Where the bundle begins that is not full.</summary>
    public BundlePlace OpenBundle { get; private set; }

    /// <summary>How many bundles came from the index.</summary>
    public ulong IndexedBundles { get; }

    /// <summary>The newest signed checkpoint within the frames: a note of the size before the last frame.</summary>
    public byte[]? LastCheckpoint { get; private set; }

    /// <summary>Loads a log.</summary>
    /// <exception cref="LogDamagedException">The log is damaged, at a place that the exception names.</exception>
    public static LoadedLog From(IJournal journal, BundleIndex index)
    {
        if (index.Count > 0 && TryLoad(journal, index) is { } indexed) return indexed;
        var whole = new LoadedLog(journal, BundleIndex.Empty);
        whole.Load(journal.Start, 0);

        // The index is written behind the commits: what it names was confirmed.
        var vouched = (ulong)index.Count * TileId.FullWidth;
        return vouched <= whole.Tail.Size
            ? whole
            : throw journal.DamageBehind(whole.Tail, $"{BundleIndexFile.Name} vouches for {vouched} entries");
    }

    private static LoadedLog? TryLoad(IJournal journal, BundleIndex index)
    {
        try
        {
            var loaded = new LoadedLog(journal, index);
            var first = journal.Read(index.Places[^1].Frame, 0);
            if (first.FirstIndex > loaded.Tree.Size) return null;
            loaded.Load(first.Position, first.FirstIndex);
            return loaded;
        }
        catch (LogDamagedException)
        {
            // Perhaps the log is damaged, perhaps only the index: reading everything tells.
            return null;
        }
    }

    private void Load(FramePosition position, ulong index)
    {
        Frame? last = null;
        while (true)
        {
            var scanned = _journal.Scan(position, index, _content);
            if (scanned.Frame is not { } frame)
            {
                Tail = new JournalTail(position, index, last, scanned.Torn);
                break;
            }

            Append(frame, _content);
            LastCheckpoint = _content.Checkpoint.ToArray();
            (last, position, index) = (frame, frame.Next, frame.EndIndex);
        }

        if (Tree.Size != index) throw _journal.DamageBehind(Tail, $"the tree has {Tree.Size} entries");
        if (last is { } end) CheckSignature(end);
    }

    /// <summary>Takes a frame that follows: what its checkpoint and its entries state must be what the tree leads to.</summary>
    /// <exception cref="LogDamagedException">It is not, or the log did not sign it; this log must not be used any more.</exception>
    public void Extend(Frame frame, FrameContent content)
    {
        Invariant.Holds(frame.FirstIndex == Tree.Size && Tree.Size == Tail.Size);
        if (frame.VerifierKey != _verifierKey) (_verifierKey, _keys) = (frame.VerifierKey, LogKeys.Of(frame.VerifierKey));
        var checkpoint = _keys.TryRead(content.Checkpoint, LogKeys.OriginOf(_verifierKey))
            ?? throw Damage(frame, "the checkpoint in the frame bears no signature of the log");
        if (checkpoint.Size != frame.FirstIndex || checkpoint.Root != Tree.Root)
            throw Damage(frame, $"the log signed another root for size {checkpoint.Size} than its entries have");
        Append(frame, content);
        Tail = new JournalTail(frame.Next, frame.EndIndex, frame, null);
    }

    /// <summary>Hashes the frame's entries that the tree does not have and compares the root.</summary>
    private void Append(Frame frame, FrameContent content)
    {
        if (frame.EndIndex < Tree.Size) return;
        var known = (int)(Tree.Size - frame.FirstIndex);
        var entries = content.Entries[known..];
        if (_leaves.Length < entries.Length) _leaves = new Hash256[entries.Length];
        var leaves = _leaves.AsSpan(0, entries.Length);
        MerkleHasher.HashLeaves(content.Buffer, entries, leaves);
        Tree.Append(leaves);
        if (Tree.Root != frame.Root) throw Damage(frame, "the entries do not lead to the frame's root");

        for (var bundle = (frame.EndIndex - (ulong)entries.Length + TileId.FullWidth - 1) / TileId.FullWidth;
             bundle * TileId.FullWidth < frame.EndIndex;
             bundle++)
        {
            var entry = content.Entries[(int)(bundle * TileId.FullWidth - frame.FirstIndex)];
            CloseBundle(bundle);
            OpenBundle = new BundlePlace(frame.Position, entry.Start - EntryFraming.PrefixSize);
        }

        CloseBundle(frame.EndIndex / TileId.FullWidth);
        Tree.ForgetBefore(Table.Count * TileId.FullWidth);
    }

    /// <summary>Moves the open bundle to the table, once it is full.</summary>
    private void CloseBundle(ulong bundles)
    {
        if (bundles == Table.Count) return;
        Invariant.Holds(bundles == Table.Count + 1);
        Hash256 root = default;
        Tree.Read([new NodeId(TileId.Height, Table.Count)], new Span<Hash256>(ref root));
        Table.Add([OpenBundle], [root]);
        _newPlaces.Add(OpenBundle);
        _newRoots.Add(root);
    }

    /// <summary>The log's own signature over the size before the last frame must agree with the tree.</summary>
    private void CheckSignature(Frame last)
    {
        var note = LogKeys.Of(last.VerifierKey).TryRead(LastCheckpoint, LogKeys.OriginOf(last.VerifierKey))
            ?? throw Damage(last, "the checkpoint in the frame bears no signature of the log");
        if (note.Size != last.FirstIndex) throw Damage(last, $"the checkpoint in the frame is of size {note.Size}");
        if (note.Root != MerkleProver.Root(Tree, last.FirstIndex))
            throw Damage(last, "the entries do not lead to the root that the log signed");
    }

    /// <summary>Writes the bundles that the index file does not have.</summary>
    public BundleIndexFile WriteIndex(IStorageDevice device)
    {
        var file = BundleIndexFile.OpenToWrite(device, IndexedBundles);
        AddTo(file);
        return file;
    }

    /// <summary>Writes the bundles that were filled since the last time.</summary>
    public void AddTo(BundleIndexFile file)
    {
        file.Add([.. _newPlaces], [.. _newRoots]);
        _newPlaces.Clear();
        _newRoots.Clear();
    }

    private static LogDamagedException Damage(Frame frame, string detail) => new(
        LogDamage.BitRot, SegmentHeader.NameOf(frame.Position.Segment), frame.Position.Offset, frame.FirstIndex, detail);
}
