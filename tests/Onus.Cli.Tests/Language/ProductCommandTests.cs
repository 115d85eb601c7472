namespace Onus.Cli.Tests.Language;

/// <summary>The verbs for products: what they print and how they end, for right and for wrong input.</summary>
public sealed class ProductCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-language-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string New(string name = "claims")
    {
        var path = Path.Combine(_folder, name);
        var run = CommandLine.RunAsync("new", path).GetAwaiter().GetResult();
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return path + ".onus";
    }

    [Fact]
    public async Task A_new_product_is_without_faults_and_formatted()
    {
        var path = New();
        var check = await CommandLine.RunAsync("check", path);
        Assert.Equal(ExitCode.Done, check.ExitCode);
        Assert.Contains("no faults", check.Output, StringComparison.Ordinal);
        Assert.Contains("if nobody does anything: claimed > with-head > owed, 15 days", check.Output, StringComparison.Ordinal);
        var format = await CommandLine.RunAsync("format", "--check", path);
        Assert.Equal((ExitCode.Done, ""), (format.ExitCode, format.Output));
    }

    [Fact]
    public async Task A_product_that_is_there_already_is_not_overwritten()
    {
        var path = New();
        var before = await File.ReadAllTextAsync(path, Stop);
        var again = await CommandLine.RunAsync("new", path[..^".onus".Length]);
        Assert.Equal(ExitCode.BadInput, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(path, Stop));
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_in_one_line()
    {
        var run = await CommandLine.RunAsync("new", Path.Combine(_folder, "My_Claims"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_faulty_product_is_refuted_with_its_message()
    {
        var path = New();
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Stop)).Replace("owner         claims-desk", "owner         claims-dexk", StringComparison.Ordinal), Stop);
        var check = await CommandLine.RunAsync("check", path);
        Assert.Equal(ExitCode.Refuted, check.ExitCode);
        Assert.Contains("error[ONUS0101] there is no party or authority called `claims-dexk`", check.Output, StringComparison.Ordinal);
        Assert.Contains("1 error, 0 warnings", check.Output, StringComparison.Ordinal);
        var export = await CommandLine.RunAsync("export", path);
        Assert.Equal((ExitCode.Refuted, ""), (export.ExitCode, export.Output));
        Assert.Contains("run 'onus check", export.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_checked_as_a_whole()
    {
        New("first-claims");
        New("second-claims");
        var check = await CommandLine.RunAsync("check", _folder);
        Assert.Equal((ExitCode.Done, "2 products: no faults"), (check.ExitCode, check.Output.Trim()));
    }

    [Theory]
    [InlineData("nowhere.onus", "there is no file or folder")]
    [InlineData(".", "no product")]
    public async Task A_path_without_products_is_refused(string path, string says)
    {
        var run = await CommandLine.RunAsync("check", Path.Combine(_folder, path));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_in_JSON_is_SARIF()
    {
        var path = New();
        await File.WriteAllTextAsync(path, "product p", Stop);
        var check = await CommandLine.RunAsync("check", "--json", path);
        Assert.Equal(ExitCode.Refuted, check.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(check.Output);
        var result = json.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal("ONUS0002", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal(1, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Theory]
    [InlineData("ONUS0602")]
    [InlineData("onus0602")]
    [InlineData("602")]
    public async Task A_code_is_explained_however_it_is_written(string code)
    {
        var run = await CommandLine.RunAsync("explain", code);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.StartsWith("ONUS0602 error: liability is not conserved by this step", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_code_is_refused()
    {
        var run = await CommandLine.RunAsync("explain", "ONUS9999");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Formatting_changes_a_crowded_file_once()
    {
        var path = New();
        var formatted = await File.ReadAllTextAsync(path, Stop);
        await File.WriteAllTextAsync(path, formatted.Replace("\n  ", "\n", StringComparison.Ordinal), Stop);
        var check = await CommandLine.RunAsync("format", "--check", path);
        Assert.Equal(ExitCode.Refuted, check.ExitCode);
        await CommandLine.RunAsync("format", path);
        Assert.Equal(formatted, await File.ReadAllTextAsync(path, Stop));
    }

    [Fact]
    public async Task The_canonical_bytes_are_those_of_the_hash()
    {
        var path = New();
        var bytes = Path.Combine(_folder, "claims.cbor");
        var run = await CommandLine.RunAsync("export", path, "--cbor", bytes, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(bytes, Stop)));
        Assert.Equal(hash, json.RootElement.GetProperty("hash").GetString());
    }
}
