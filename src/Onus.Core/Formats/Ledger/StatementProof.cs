using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The proof that these are all the entries of an account between two state roots, or since its opening.</summary>
/// <remarks>
/// Canonical CBOR: <c>[opening balance proof or null, closing balance proof, [entry ...]]</c>. Each entry names the one
/// before it and its ordinal, so that none can be left out between two committed heads without a gap. That each entry
/// and each root is in the log is another proof, and must be checked for every one of <see cref="InLog"/>.
/// </remarks>
/// <param name="Opening">The account at the first root; null to begin at its opening.</param>
/// <param name="Closing">The account at the last root.</param>
/// <param name="Entries">All its entries between, oldest first.</param>
public sealed record StatementProof(
    BalanceProof? Opening, BalanceProof Closing, IReadOnlyList<ReadOnlyMemory<byte>> Entries)
{
    /// <summary>The most entries of one statement; a longer one is proven in parts, root by root.</summary>
    public const int MaxEntries = 1_000_000;

    /// <summary>The entries whose place in the log a verifier must check too: the roots and the statement's own.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> InLog =>
        (Opening is null ? [] : new[] { Opening.Total.RootEntry }).Append(Closing.Total.RootEntry).Concat(Entries);

    /// <summary>Checks every pointer, ordinal and running balance.</summary>
    /// <param name="lines">One line for each entry up to the first at fault, with the sums after it.</param>
    public StateProofOutcome Verify(out IReadOnlyList<StatementLine> lines)
    {
        var list = new List<StatementLine>(Entries.Count);
        lines = list;
        var outcome = VerifyEnds(out var last, out var from, out var until);
        if (outcome != StateProofOutcome.Proven) return outcome;
        foreach (var entry in Entries)
        {
            if (!AccountStep.TryRead(entry, Closing.Leaf.Account, out var step)) return StateProofOutcome.EntryNotOfAccount;
            var follows = last is { } before
                ? step.Previous == before.Head && step.Ordinal == before.Ordinal + 1 && step.Index > before.Head
                : step.Ordinal == 0;
            if (!follows || step.Index < from || step.Index >= until) return StateProofOutcome.EntryMissing;
            if (!step.Movement.TryApply(last?.Balances ?? default, out var balances)) return StateProofOutcome.SumOutOfRange;
            last = new AccountLeaf(Closing.Leaf.Account, step.Index, step.Ordinal, balances);
            list.Add(new StatementLine(step, balances));
        }

        return last == Closing.Leaf ? StateProofOutcome.Proven : StateProofOutcome.CloseDiffers;
    }

    /// <summary>The proof as bytes.</summary>
    public byte[] Encode()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(3);
        if (Opening is null) writer.WriteNull();
        else Opening.Write(writer);
        Closing.Write(writer);
        writer.WriteStartArray(Entries.Count);
        foreach (var entry in Entries) writer.WriteByteString(entry.Span);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads a proof.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, out StatementProof? proof) =>
        EntryCodec.TryReadValue(bytes, Read, out proof);

    private StateProofOutcome VerifyEnds(out AccountLeaf? opening, out ulong from, out ulong until)
    {
        (opening, from, until) = (null, 0, 0);
        var outcome = Closing.Verify(out var closingRoot);
        if (outcome != StateProofOutcome.Proven) return outcome;
        until = closingRoot!.AsOf;
        if (Opening is null) return StateProofOutcome.Proven;
        outcome = Opening.Verify(out var openingRoot);
        if (outcome != StateProofOutcome.Proven) return outcome;
        from = openingRoot!.AsOf;
        opening = Opening.Leaf;
        return Opening.Leaf.Account == Closing.Leaf.Account && Opening.Total.Leaf.Book == Closing.Total.Leaf.Book
            && Opening.Place == Closing.Place && from <= until
            ? StateProofOutcome.Proven
            : StateProofOutcome.EndsDiffer;
    }

    private static StatementProof Read(CborReader reader)
    {
        reader.ExpectArray(3);
        BalanceProof? opening = null;
        if (reader.PeekState() == CborReaderState.Null) reader.ReadNull();
        else opening = BalanceProof.Read(reader);
        var closing = BalanceProof.Read(reader);
        var count = reader.ReadStartArray() ?? throw new CborContentException("entries of indefinite length");
        if (count > MaxEntries) throw new CborContentException($"{count} entries in one statement");
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var i = 0; i < count; i++) entries.Add(reader.ReadByteString());
        reader.ReadEndArray();
        reader.ReadEndArray();
        return new StatementProof(opening, closing, entries);
    }
}
