using System.Globalization;

namespace Onus.Log.Tests.Simulation;

/// <summary>Which seeds a simulation runs: <c>ONUS_SEEDS</c> sets how many, <c>ONUS_SEED</c> replays one.</summary>
internal static class Seeds
{
    public static void Run(int count, Action<int> life)
    {
        if (Read("ONUS_SEED") is { } one)
        {
            life(one);
            return;
        }

        count = Read("ONUS_SEEDS") ?? count;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            try
            {
                life(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed} fails (replay it with ONUS_SEED={seed}): {failure.Message}", failure);
            }
        });
    }

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
