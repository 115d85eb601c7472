using Onus.Cases.Tests.Duties;
using Onus.Engine.Regulators;

namespace Onus.Engine.Tests.Regulators;

public sealed class RegulatorFollowerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_the_main_log_gains_the_regulators_log_gains_too(bool hasThreads)
    {
        using var logs = new TwoLogs(new Desk());
        using var follower = new RegulatorFollower(logs.Open(), hasThreads, Assert.Fail);
        for (var i = 0; i < 40; i++)
        {
            logs.Work();
            follower.Follow();
        }

        while (follower.Logs.Of("pboc") is not { Head.Size: 40 * 8 }) await Task.Yield();
        Assert.Equal(logs.Desk.Duties.MainEntriesOf("pboc").Count, (int)follower.Logs.Of("pboc")!.Head.Size);
    }

    [Fact]
    public void A_regulators_log_that_cannot_be_written_fails_the_node_and_is_made_good_on_the_next_start()
    {
        using var logs = new TwoLogs(new Desk());
        logs.Work();
        var reasons = new List<string>();
        var follower = new RegulatorFollower(logs.Open(), hasThreads: false, reasons.Add);
        logs.Device.FailFlushAfter(0);
        logs.Work();
        follower.Follow();
        follower.Follow();
        Assert.Contains("a regulator's log", Assert.Single(reasons), StringComparison.Ordinal);
        logs.Device.Restart();
        using var again = logs.Open();
        Assert.Equal(16ul, again.Of("pboc")!.Head.Size);
    }
}
