using System.Diagnostics;
using System.Text;

namespace Onus.Server.Tests.Api;

public sealed class SampleTests
{
    [Fact]
    public async Task The_samples_of_the_API_page_run_as_they_stand()
    {
        if (!File.Exists("/usr/bin/curl") || !File.Exists("/bin/bash")) Assert.Skip("the samples need bash and curl");
        await using var node = await TestNode.StartAsync();
        var page = await File.ReadAllLinesAsync(Path.Combine(ApiDocumentTests.RepositoryRoot(), "docs", "api", "README.md"), TestContext.Current.CancellationToken);
        var script = new StringBuilder("set -eu\nset -o pipefail\n");
        var inside = false;
        foreach (var line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```sh";
            else if (inside) script.Append(line).Append('\n');
        }

        var folder = Directory.CreateTempSubdirectory("onus-samples-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["-s"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName,
                Environment = { ["NODE"] = node.Address.ToString().TrimEnd('/'), ["KEY"] = node.Founders[0].Token },
            })!;
            await process.StandardInput.WriteAsync(script.ToString());
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await error + output);
            Assert.Contains("\"balance\":\"70.00\"", output, StringComparison.Ordinal);
            Assert.True(new FileInfo(Path.Combine(folder.FullName, "statement.onus-proof")).Length > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
