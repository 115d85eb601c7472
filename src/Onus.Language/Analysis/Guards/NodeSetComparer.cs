namespace Onus.Language.Analysis.Guards;

/// <summary>Equal nodes in equal order; looks up a span without making an array of it.</summary>
internal sealed class NodeSetComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public static readonly NodeSetComparer Instance = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        unchecked // a hash is meant to wrap
        {
            var hash = 17;
            foreach (var node in alternate) hash = hash * 486_187_739 + node;
            return hash;
        }
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
