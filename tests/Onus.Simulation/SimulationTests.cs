using Onus.Engine;

namespace Onus.Simulation;

/// <summary>Seeds against the whole engine. <c>ONUS_SEEDS</c> runs that many; <c>ONUS_SEED</c> replays one.</summary>
public sealed class SimulationTests
{
    private const int DefaultSeeds = 2_000;

    [Fact]
    public void Over_thousands_of_seeds_nothing_acknowledged_is_lost_doubled_or_changed()
    {
        if (Number("ONUS_SEED") is { } one)
        {
            Play(one, EngineFault.None);
            return;
        }

        var seeds = Number("ONUS_SEEDS") ?? DefaultSeeds;
        Parallel.For(0, seeds, seed => Play(seed, EngineFault.None));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seeds} seeds");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_simulator_finds_an_engine_that(string does)
    {
        var fault = Enum.Parse<EngineFault>(does);
        for (var seed = 0; seed < 400; seed++)
        {
            try
            {
                Play(seed, fault);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{fault}: found by seed {seed}: {e.Message}");
                return;
            }
        }

        Assert.Fail($"400 seeds do not find an engine that {fault}");
    }

    public static TheoryData<string> Faults => [.. Enum.GetNames<EngineFault>().Where(f => f != nameof(EngineFault.None))];

    private static void Play(int seed, EngineFault fault)
    {
        using var simulation = new EngineSimulation(seed, fault);
        try
        {
            simulation.Run(epochs: 3);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message} (replay with ONUS_SEED={seed})", e);
        }
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
