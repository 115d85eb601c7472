using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

public sealed class OutcomeTests
{
    [Fact]
    public void Every_outcome_of_a_transfer_can_be_reached() => AssertAll(TransferScenarios.All);

    [Fact]
    public void Every_outcome_of_postings_can_be_reached() => AssertAll(PostingsScenarios.All);

    [Fact]
    public void Every_outcome_of_opening_a_book_can_be_reached() => AssertAll(RequestScenarios.OpenBook);

    [Fact]
    public void Every_outcome_of_opening_an_account_can_be_reached() => AssertAll(RequestScenarios.OpenAccount);

    [Fact]
    public void Every_outcome_of_setting_limits_can_be_reached() => AssertAll(RequestScenarios.ChangeLimits);

    [Fact]
    public void Every_outcome_of_closing_an_account_can_be_reached() => AssertAll(RequestScenarios.CloseAccount);

    [Fact]
    public void Every_outcome_of_reopening_an_account_can_be_reached() => AssertAll(RequestScenarios.ReopenAccount);

    // Whatever is refused for a reason of state leaves exactly its entry; whatever else is refused leaves nothing.
    private static void AssertAll<T>(IReadOnlyDictionary<T, Func<Stage, T>> scenarios)
        where T : struct, Enum
    {
        foreach (var outcome in Enum.GetValues<T>())
        {
            Assert.True(scenarios.ContainsKey(outcome), $"no way to {outcome}");
            using var stage = new Stage();
            Assert.Equal(outcome, scenarios[outcome](stage));
            var number = Convert.ToByte(outcome, System.Globalization.CultureInfo.InvariantCulture);
            var last = RefusedEntry.TryRead(stage.Ledger.Log[^1], out var refused) ? refused!.Code : 0;
            if (number >= RefusedEntry.FirstCode) Assert.Equal(number, last);
            using var replayed = stage.Ledger.Replay();
            Assert.Equal(stage.Ledger.Snapshot(), replayed.Snapshot());
        }

        Assert.Equal(Enum.GetValues<T>().Length, scenarios.Count);
    }
}
