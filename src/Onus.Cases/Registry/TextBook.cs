using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Texts too long for one entry, by their content: product sources, compiled products, calendar files.</summary>
/// <remarks>Only where the pieces lie is kept; the bytes are read from the log, and their hash is checked each time.</remarks>
public sealed class TextBook(IEntryReader entries)
{
    /// <summary>The most bytes of one piece: an entry has at most 65,535, and its front needs some.</summary>
    public const int MaxPiece = 65_000;

    /// <summary>The most bytes of a text.</summary>
    public const int MaxText = 4 * 1024 * 1024;

    private readonly Dictionary<Hash256, ImmutableArray<ulong>> _pieces = [];

    /// <summary>Whether a text is in the log.</summary>
    public bool Has(Hash256 whole) => _pieces.ContainsKey(whole);

    /// <summary>The entries of a text's pieces, in order; empty where it is not in the log.</summary>
    public ImmutableArray<ulong> PiecesOf(Hash256 whole) => _pieces.GetValueOrDefault(whole, []);

    /// <summary>Reads a text that was published.</summary>
    public bool TryRead(Hash256 whole, [NotNullWhen(true)] out byte[]? text)
    {
        text = _pieces.TryGetValue(whole, out var pieces) ? Read(entries, whole, pieces) : null;
        return text is not null;
    }

    /// <summary>Puts a text together from its pieces and checks that it is what the hash says.</summary>
    /// <exception cref="InvariantViolation">A piece is missing, of another text or out of place, or the bytes are others.</exception>
    public static byte[] Read(IEntryReader entries, Hash256 whole, ImmutableArray<ulong> pieces)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var text = new MemoryStream();
        for (var i = 0; i < pieces.Length; i++)
        {
            Invariant.Holds(entries.TryRead(pieces[i], out var entry));
            Invariant.Holds(ChunkEntry.TryRead(entry, out var chunk) && chunk!.Whole == whole && chunk.Place == i);
            text.Write(chunk!.Bytes.Span);
        }

        var bytes = text.ToArray();
        Invariant.Holds(new Hash256(SHA256.HashData(bytes)) == whole);
        return bytes;
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is a piece of a text.</returns>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (EntryHeader.KindOf(entry.Span) != EntryKind.Chunk) return false;
        Invariant.Holds(ChunkEntry.TryRead(entry, out var chunk));
        var known = _pieces.GetValueOrDefault(chunk!.Whole, []);

        // A text is published once, whole, in one batch: its pieces come in order and never again.
        Invariant.Holds(chunk.Place == known.Length);
        _pieces[chunk.Whole] = known.Add(chunk.Envelope.Index);
        return true;
    }

    internal IEnumerable<(Hash256 Whole, ImmutableArray<ulong> Pieces)> InOrder() =>
        _pieces.OrderBy(pair => pair.Value[0]).Select(pair => (pair.Key, pair.Value));

    internal void Load(Hash256 whole, ImmutableArray<ulong> pieces) =>
        Invariant.Holds(!pieces.IsEmpty && _pieces.TryAdd(whole, pieces));
}
