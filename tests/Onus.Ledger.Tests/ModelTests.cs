using Onus.Core.Formats;
using Onus.Ledger.Tests.Model;

namespace Onus.Ledger.Tests;

public sealed class ModelTests
{
    [Theory]
    [InlineData(0, 12)]
    [InlineData(100, 12)]
    public void The_ledger_answers_as_the_obvious_model_does(int firstSeed, int seeds)
    {
        var seen = new HashSet<TransferOutcome>();
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++) seen.UnionWith(Compare(seed, steps: 250));

        // Traffic that reaches few outcomes compares little.
        Assert.True(seen.Count >= 55, $"only {seen.Count} outcomes seen: {string.Join(", ", seen.Order())}");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_ledger_answers_as_the_obvious_model_does_over_many_seeds()
    {
        for (var seed = 1_000; seed < 1_400; seed++) Compare(seed, steps: 400);
    }

    private static HashSet<TransferOutcome> Compare(int seed, int steps)
    {
        using var ledger = new TestLedger((ulong)seed);
        var check = new ModelCheck(ledger);
        var traffic = new RandomTraffic(ledger, seed);
        try
        {
            traffic.Open(books: 2, accounts: 12);
            for (var i = 0; i < steps; i++) traffic.Step();
            check.AssertSameAccounts(ledger);

            // The root checks that the totals of the books are the sums of their accounts.
            ledger.NewRoot();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
        }

        return check.Seen;
    }
}
