using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The proof that an account had these sums, as of a state root, and that its book's totals include them.</summary>
/// <remarks>Canonical CBOR: <c>[book total proof, account leaf, place, path]</c>, the path as one byte string of nodes. The
/// lowest node of the path shows the sums of one neighbouring account, without saying whose they are.</remarks>
/// <param name="Total">The proof of the account's book.</param>
/// <param name="Leaf">The account.</param>
/// <param name="Place">The account's place in its book.</param>
/// <param name="Path">The nodes beside the account's path.</param>
public sealed record BalanceProof(BookTotalProof Total, AccountLeaf Leaf, ulong Place, IReadOnlyList<SumNode> Path)
{
    /// <summary>Checks the proof.</summary>
    /// <param name="root">The state root it is against.</param>
    public StateProofOutcome Verify(out StateRootEntry? root)
    {
        var outcome = Total.Verify(out root);
        if (outcome != StateProofOutcome.Proven) return outcome;
        if (!SumNode.TryFold(Leaf.ToNode(), Place, Total.Leaf.Accounts, Path, out var computed)
            || computed != Total.Leaf.Root)
        {
            return StateProofOutcome.AccountNotUnderBook;
        }

        return Leaf.Account <= Leaf.Head && Leaf.Head < root!.AsOf && (Leaf.Ordinal == 0) == (Leaf.Head == Leaf.Account)
            ? StateProofOutcome.Proven
            : StateProofOutcome.HeadOutOfPlace;
    }

    /// <summary>The proof as bytes.</summary>
    public byte[] Encode()
    {
        var writer = CborExtensions.NewWriter();
        Write(writer);
        return writer.Encode();
    }

    /// <summary>Reads a proof.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, out BalanceProof? proof) =>
        EntryCodec.TryReadValue(bytes, Read, out proof);

    internal void Write(CborWriter writer)
    {
        Span<byte> leaf = stackalloc byte[AccountLeaf.Size];
        Leaf.Write(leaf);
        var path = new byte[Path.Count * SumNode.Size];
        for (var i = 0; i < Path.Count; i++) Path[i].Write(path.AsSpan(i * SumNode.Size));
        writer.WriteStartArray(4);
        Total.Write(writer);
        writer.WriteByteString(leaf);
        writer.WriteUInt64(Place);
        writer.WriteByteString(path);
        writer.WriteEndArray();
    }

    internal static BalanceProof Read(CborReader reader)
    {
        reader.ExpectArray(4);
        var proof = new BalanceProof(
            BookTotalProof.Read(reader), AccountLeaf.Read(reader.ReadBytes(AccountLeaf.Size)), reader.ReadUInt64(),
            reader.ReadMany(SumNode.Size, BookTotalProof.MaxPath, static bytes => SumNode.Read(bytes)));
        reader.ReadEndArray();
        return proof;
    }
}
