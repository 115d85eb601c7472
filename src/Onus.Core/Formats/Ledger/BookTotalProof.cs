using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The proof that the sums of all accounts of a book were these, as of a state root.</summary>
/// <remarks>Canonical CBOR: <c>[root entry, book leaf, place, path]</c>, the path as one byte string of hashes. It shows
/// what the state root commits to; that the root is true is the word of whoever re-executed the log.</remarks>
/// <param name="RootEntry">The state-root entry; that it is in the log is another proof.</param>
/// <param name="Leaf">The book.</param>
/// <param name="Place">The book's place among all books.</param>
/// <param name="Path">The hashes beside the book's path.</param>
public sealed record BookTotalProof(
    ReadOnlyMemory<byte> RootEntry, BookLeaf Leaf, ulong Place, IReadOnlyList<Hash256> Path)
{
    /// <summary>The most hashes or nodes in a path.</summary>
    internal const int MaxPath = 64;

    /// <summary>The sums of all accounts of the book.</summary>
    public Balances Totals => Leaf.Root.Sums;

    /// <summary>Checks the proof.</summary>
    /// <param name="root">The state root it is against.</param>
    public StateProofOutcome Verify(out StateRootEntry? root)
    {
        if (!StateRootEntry.TryRead(RootEntry, out root)) return StateProofOutcome.NoStateRoot;
        if (!BookLeaf.TryFold(Leaf.Hash, Place, root!.Books, Path, out var computed) || computed != root.LedgerRoot)
            return StateProofOutcome.BookNotUnderRoot;
        return Totals.DebitsPosted == Totals.CreditsPosted && Totals.DebitsPending == Totals.CreditsPending
            ? StateProofOutcome.Proven
            : StateProofOutcome.BookNotBalanced;
    }

    /// <summary>The proof as bytes.</summary>
    public byte[] Encode()
    {
        var writer = CborExtensions.NewWriter();
        Write(writer);
        return writer.Encode();
    }

    /// <summary>Reads a proof.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, out BookTotalProof? proof) =>
        EntryCodec.TryReadValue(bytes, Read, out proof);

    internal void Write(CborWriter writer)
    {
        Span<byte> leaf = stackalloc byte[BookLeaf.Size];
        Leaf.Write(leaf);
        writer.WriteStartArray(4);
        writer.WriteByteString(RootEntry.Span);
        writer.WriteByteString(leaf);
        writer.WriteUInt64(Place);
        writer.WriteByteString(Path.SelectMany(hash => hash.Bytes.ToArray()).ToArray());
        writer.WriteEndArray();
    }

    internal static BookTotalProof Read(CborReader reader)
    {
        reader.ExpectArray(4);
        var proof = new BookTotalProof(
            reader.ReadByteString(), BookLeaf.Read(reader.ReadBytes(BookLeaf.Size)), reader.ReadUInt64(),
            reader.ReadMany(Hash256.Size, MaxPath, static bytes => new Hash256(bytes)));
        reader.ReadEndArray();
        return proof;
    }
}
