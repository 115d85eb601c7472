using Onus.Core;

namespace Onus.Log.Journal;

/// <summary>What the index file says about the first full bundles of a log: where each begins, and its root.</summary>
internal sealed record BundleIndex(BundlePlace[] Places, Hash256[] Roots)
{
    public static BundleIndex Empty { get; } = new([], []);

    public int Count => Places.Length;
}
