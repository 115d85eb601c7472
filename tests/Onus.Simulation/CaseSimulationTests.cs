using Onus.Cases;
using Onus.Core.Formats;
using Onus.Simulation.Cases;

namespace Onus.Simulation;

/// <summary>Seeds against the whole engine with cases. <c>ONUS_SEEDS</c> runs that many; <c>ONUS_SEED</c> replays one.</summary>
public sealed class CaseSimulationTests
{
    private const int DefaultSeeds = 50;

    [Fact]
    public void Over_many_seeds_every_durable_entry_of_a_case_is_what_the_plain_cases_say()
    {
        if (Number("ONUS_SEED") is { } one)
        {
            Play(one, CaseFault.None);
            return;
        }

        var seeds = Number("ONUS_SEEDS") ?? DefaultSeeds;
        var seen = new HashSet<string>();
        Parallel.For(0, seeds, seed =>
        {
            var came = Play(seed, CaseFault.None);
            lock (seen) seen.UnionWith(came);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{seeds} seeds: {string.Join(", ", seen.Order(StringComparer.Ordinal))}");
        if (seeds >= DefaultSeeds) Assert.Empty(Wanted.Except(seen));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_simulator_finds_cases_that(string does)
    {
        var fault = Enum.Parse<CaseFault>(does);
        for (var seed = 0; seed < 300; seed++)
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

        Assert.Fail($"300 seeds do not find cases that {fault}");
    }

    public static TheoryData<string> Faults => [.. Enum.GetNames<CaseFault>().Where(f => f != nameof(CaseFault.None))];

    private static IEnumerable<string> Wanted =>
    [
        .. Enum.GetNames<FiringCause>(), "outage",
        .. new[]
        {
            CaseOutcome.Accepted, CaseOutcome.CaseClosed, CaseOutcome.StaleHead, CaseOutcome.NotInThisState, CaseOutcome.NotAuthorized,
            CaseOutcome.EvidenceMissing, CaseOutcome.QuorumNotMet, CaseOutcome.RequestOpen, CaseOutcome.ApprovalTwice,
        }.Select(o => o.ToString()),
    ];

    private static IReadOnlySet<string> Play(int seed, CaseFault fault)
    {
        using var simulation = new CaseSimulation(seed, fault);
        try
        {
            simulation.Run(epochs: 3);
            return simulation.Seen;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message} (replay with ONUS_SEED={seed})", e);
        }
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
