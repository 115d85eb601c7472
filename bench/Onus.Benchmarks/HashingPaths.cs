using BenchmarkDotNet.Attributes;
using Onus.Core;

namespace Onus.Benchmarks;

/// <summary>A benchmark that runs on every path that this processor has, each beside the platform's hash in a
/// loop.</summary>
public abstract class HashingPaths
{
    /// <summary>All paths here but the platform's own, which is the baseline.</summary>
    public static IEnumerable<Sha256Path> Paths { get; } =
        [.. Enum.GetValues<Sha256Path>().Where(path => path != Sha256Path.Platform && Sha256Lanes.IsSupported(path))];

    [ParamsSource(nameof(Paths))]
    public Sha256Path Path { get; set; }
}
