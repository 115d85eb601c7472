namespace Onus.Peers;

/// <summary>What one way of keeping a ledger did in one round.</summary>
/// <param name="PerSecond">Durable transfers a second.</param>
/// <param name="P50">The median of a call, in milliseconds.</param>
/// <param name="P99">The 99th percentile of a call, in milliseconds.</param>
internal sealed record Measured(double PerSecond, double P50, double P99)
{
    public static Measured Of(double perSecond, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        double At(int percent) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
        return new Measured(perSecond, At(50), At(99));
    }
}
