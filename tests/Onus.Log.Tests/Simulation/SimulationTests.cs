namespace Onus.Log.Tests.Simulation;

/// <summary>Thousands of lives of a log on devices that fail. <c>ONUS_SEEDS=n</c> runs n of each kind, <c>ONUS_SEED=n</c>
/// replays one.</summary>
public sealed class SimulationTests
{
    [Fact]
    public void An_honest_device_loses_nothing_that_was_acknowledged() => Seeds.Run(1_000, HonestSimulation.Run);

    [Fact]
    public void A_lying_device_is_found_out_with_the_place() => Seeds.Run(1_500, LyingSimulation.Run);
}
