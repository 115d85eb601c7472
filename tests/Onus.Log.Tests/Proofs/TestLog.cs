using System.Buffers;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tests.Notes;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Proofs;

/// <summary>A small log in memory whose entries carry their own index, as every entry of Onus does.</summary>
internal sealed class TestLog : IDisposable
{
    private readonly MerkleTree _tree = new();
    private readonly Ed25519Signer _key;
    private readonly string _body;
    private readonly Func<ulong, ulong> _time;

    /// <param name="size">How many entries.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="body">What each entry says before its index; another word, another history.</param>
    /// <param name="time">The time of each entry in nanoseconds after the first; rising unless said otherwise.</param>
    public TestLog(int size, string origin = TestKeys.Origin, string body = "entry", Func<ulong, ulong>? time = null)
    {
        _time = time ?? (index => index);
        _key = TestKeys.Log(origin);
        _body = body;
        var leaves = new Hash256[size];
        for (var i = 0; i < size; i++) leaves[i] = MerkleHasher.HashLeaf(Entry((ulong)i));
        _tree.Append(leaves);
    }

    public Ed25519Signer Key => _key;

    public byte[] Entry(ulong index)
    {
        var writer = CborExtensions.NewWriter();
        var time = LogTime.FromUnixSeconds(1_790_000_000).Plus(_time(index));
        new EntryEnvelope(EntryKind.Record, index, time, Id128.None, Id128.None, 0, []).WriteStart(writer);
        writer.WriteByteString(Encoding.UTF8.GetBytes($"{_body} {index}"));
        writer.WriteEndArray();
        return writer.Encode();
    }

    public SignedCheckpoint Checkpoint(ulong size, params INoteSigner[] witnesses)
    {
        var signed = new CheckpointSigner(_key.Key.Name, _key).Sign(size, MerkleProver.Root(_tree, size), 0);
        return signed.With(witnesses.Select(w => NoteSignature.Make(w, signed.Note.Text, 1_790_000_100)));
    }

    public TlogProof Prove(ulong index, ulong size, params INoteSigner[] witnesses) =>
        new(index, MerkleProver.Inclusion(_tree, index, size), Checkpoint(size, witnesses));

    public Hash256[] Consistency(ulong size1, ulong size2) => MerkleProver.Consistency(_tree, size1, size2);

    /// <summary>Writes the log as strangers read it: checkpoint, bundles and hash tiles of that size.</summary>
    public void WriteTiles(string directory, ulong size, params INoteSigner[] witnesses)
    {
        foreach (var tile in Tiling.New(0, size))
        {
            var file = Path.Combine(directory, tile.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, tile.IsBundle ? Bundle(tile) : Tiling.Read(_tree, tile));
        }

        File.WriteAllBytes(Path.Combine(directory, ITileSource.Checkpoint), Checkpoint(size, witnesses).ToBytes());
    }

    public void Dispose() => _key.Dispose();

    private byte[] Bundle(TileId tile)
    {
        var bundle = new ArrayBufferWriter<byte>();
        for (var i = 0; i < tile.Width; i++) EntryBundle.Append(bundle, Entry(tile.Index * TileId.FullWidth + (ulong)i));
        return bundle.WrittenSpan.ToArray();
    }
}
