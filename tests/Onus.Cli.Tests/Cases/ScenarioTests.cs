
namespace Onus.Cli.Tests.Cases;

/// <summary>The scenario on a durable node, and what is said of its log by those who only read it.</summary>
public sealed class ScenarioTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"onus-scenario-test-{Environment.ProcessId}");

    [Fact]
    public async Task The_scenario_runs_through_its_paths_and_leaves_a_log_that_rebuilds_byte_for_byte()
    {
        var played = await CommandLine.RunAsync("scenario", "--data", _folder, "--products", ProductsFolder());
        Assert.True(played.ExitCode == ExitCode.Done, played.Output + played.Error);
        Assert.Contains("liable: Lantern Pay 480,000.00 + Blue Kiln 120,000.00 = open stake 600,000.00", played.Output, StringComparison.Ordinal);
        Assert.Contains("a capital review is open", played.Output, StringComparison.Ordinal);
        foreach (var end in new[] { "loss-borne", "paid", "given-back", "repaid" })
            Assert.Contains(end, played.Output, StringComparison.Ordinal);

        var checkedAgain = await CommandLine.RunAsync("fsck", _folder);
        Assert.True(checkedAgain.ExitCode == ExitCode.Done, checkedAgain.Output + checkedAgain.Error);
        Assert.Contains("byte for byte", checkedAgain.Output, StringComparison.Ordinal);

        var audited = await CommandLine.RunAsync("audit", _folder);
        Assert.True(audited.ExitCode == ExitCode.Done, audited.Output + audited.Error);
        Assert.Contains("everything holds", audited.Output, StringComparison.Ordinal);

        var replayed = await CommandLine.RunAsync("replay", _folder);
        Assert.True(replayed.ExitCode == ExitCode.Done, replayed.Output + replayed.Error);

        var dispute = played.Output.Split("dispute: opened by entry ")[1].Split('\n')[0].Trim();
        var explained = await CommandLine.RunAsync("explain", dispute, _folder);
        Assert.True(explained.ExitCode == ExitCode.Done, explained.Output + explained.Error);
        foreach (var answer in new[] { "Who decided", "From which facts", "not possible", "would not have fired had", "What it moved" })
            Assert.Contains(answer, explained.Output, StringComparison.Ordinal);

        var exposed = await CommandLine.RunAsync("exposure", _folder);
        Assert.True(exposed.ExitCode == ExitCode.Done, exposed.Output + exposed.Error);
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine"), "", TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("scenario", "--data", _folder, "--products", ProductsFolder());
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("is not empty", run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static string ProductsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "products");
    }
}
