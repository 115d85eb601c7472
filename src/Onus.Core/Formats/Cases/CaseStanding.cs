using System.Collections.Immutable;

namespace Onus.Core.Formats;

/// <summary>How a case stands in the tree over all cases that a state root commits to.</summary>
/// <param name="Leaf">The case as the root commits to it.</param>
/// <param name="Place">Its place in the order of opening, from 0.</param>
/// <param name="Path">The hashes beside its way to the root, its sibling first (RFC 6962 §2.1.1).</param>
public sealed record CaseStanding(CaseLeaf Leaf, ulong Place, ImmutableArray<Hash256> Path);
