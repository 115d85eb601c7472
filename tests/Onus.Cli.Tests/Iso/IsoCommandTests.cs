namespace Onus.Cli.Tests.Iso;

/// <summary><c>onus iso</c> as a newcomer meets it.</summary>
public sealed class IsoCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-iso-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("pacs.008")]
    [InlineData("camt.056")]
    [InlineData("camt.053")]
    public async Task An_example_is_made_and_everything_in_it_is_accepted(string kind)
    {
        var made = await CommandLine.RunAsync("iso", "example", kind, "--count", "40", "-o", In("a.xml"));
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        var check = await CommandLine.RunAsync("iso", "check", In("a.xml"));
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Contains("1 message, 40 transactions: 40 accepted, 0 refused", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_transaction_is_shown_with_its_place_and_answered()
    {
        await CommandLine.RunAsync("iso", "example", "pacs.008", "--count", "3", "-o", In("a.xml"));
        var text = await File.ReadAllTextAsync(In("a.xml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("a.xml"), text.Replace("TX-000002", "TX-000001", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var check = await CommandLine.RunAsync("iso", "check", In("a.xml"), "--answer", In("answer.xml"));
        Assert.Equal((1, ""), (check.ExitCode, check.Error));
        Assert.Contains("transaction_id_duplicate: TxId 'TX-000001' stands earlier in the file", check.Output,
            StringComparison.Ordinal);
        Assert.Contains("/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/PmtId/TxId", check.Output,
            StringComparison.Ordinal);
        Assert.Contains("3 transactions: 2 accepted, 1 refused", check.Output, StringComparison.Ordinal);

        var answer = await CommandLine.RunAsync("iso", "check", In("answer.xml"));
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("pacs.002.001.10", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_refusals_than_are_listed_are_counted()
    {
        await CommandLine.RunAsync("iso", "example", "pacs.008", "--count", "30", "-o", In("a.xml"));
        var text = await File.ReadAllTextAsync(In("a.xml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("a.xml"),
            text.Replace("<ChrgBr>SHAR", "<ChrgBr>MINE", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var check = await CommandLine.RunAsync("iso", "check", In("a.xml"), "--refusals", "5");
        Assert.Contains("and 25 more; list them with --refusals 30", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_message_is_refused_in_one_line()
    {
        await File.WriteAllTextAsync(In("a.xml"), "hello", TestContext.Current.CancellationToken);
        var check = await CommandLine.RunAsync("iso", "check", In("a.xml"));
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("1:1  xml_malformed", check.Output, StringComparison.Ordinal);

        var missing = await CommandLine.RunAsync("iso", "check", In("nothing.xml"));
        Assert.Equal((2, $"onus: there is no file {In("nothing.xml")}"), (missing.ExitCode, missing.Error.Trim()));

        var answer = await CommandLine.RunAsync("iso", "check", In("a.xml"), "--answer", In("b.xml"));
        Assert.Equal(1, answer.ExitCode);
        Assert.False(File.Exists(In("b.xml")));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
