using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>The cases as they stood at one moment: makes the root over them, and a snapshot if one was asked for, while they
/// go on.</summary>
/// <remarks>Made on the thread of the cases; <see cref="Run"/> may run on another. One at a time.</remarks>
public sealed class FrozenCases
{
    private readonly CaseTree _tree;
    private readonly (uint Number, byte[] Packed, Product Product)[] _changed;
    private readonly byte[][]? _all;
    private readonly byte[][] _rest;
    private readonly SortedDictionary<ulong, (uint Number, byte[] Packed, Product Product)> _toProve = [];

    internal FrozenCases(CaseTables tables, bool withSnapshot, IEnumerable<ulong> casesToProve)
    {
        _tree = tables.Tree;
        foreach (var opened in casesToProve)
        {
            if (!tables.Cases.TryGet(opened, out var record)) continue;
            _toProve[opened] = (record.Number, tables.Cases.Packed(record.Number), record.View.Product);
        }

        _changed = [.. tables.Cases.TakeChanged().Select(number =>
        {
            var packed = tables.Cases.Packed(number);
            return (number, packed, tables.Products.Get(CasePacker.Peek(packed).Product).Product);
        })];
        Count = tables.Cases.Count;
        _all = withSnapshot ? tables.Cases.AllPacked() : null;
        _rest = withSnapshot ? CaseSnapshot.RestOf(tables) : [];
    }

    /// <summary>How many cases there were.</summary>
    public ulong Count { get; }

    /// <summary>Makes the root, and writes the snapshot; once, on any thread.</summary>
    /// <param name="snapshot">Where the snapshot goes; must be given if, and only if, one was asked for.</param>
    /// <returns>The root; null where there are no cases.</returns>
    public Hash256? Run(Stream? snapshot = null)
    {
        Invariant.Holds(snapshot is null == _all is null);
        _tree.Set(_changed.Select(c => (c.Number, MerkleHasher.HashLeaf(LeafOf(c.Packed, c.Product).ToBytes()))));
        Invariant.Holds(_tree.Count == Count);
        if (snapshot is not null) CaseSnapshot.Write(snapshot, _all!, _rest);
        return _tree.Root;
    }

    /// <summary>How a case stands under the root; after <see cref="Run"/>, and before anything is frozen again.</summary>
    /// <returns>Null where the case was not there, or not among those to prove.</returns>
    public CaseStanding? StandingOf(ulong opened)
    {
        Invariant.Holds(_tree.Count == Count);
        return _toProve.TryGetValue(opened, out var kept)
            ? new CaseStanding(LeafOf(kept.Packed, kept.Product), kept.Number, [.. _tree.PathOf(kept.Number)])
            : null;
    }

    private static CaseLeaf LeafOf(byte[] packed, Product product)
    {
        var record = CasePacker.Unpack(packed, product);
        return new CaseLeaf(
            record.Opened, record.Product, record.Head, record.Last, record.Ordinal, record.View.State, record.ClosedAt, record.View.Stake,
            [.. record.Parties.Select((actor, party) => (actor, record.View.Liability[party]))]);
    }
}
