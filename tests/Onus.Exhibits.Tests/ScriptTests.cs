using System.Diagnostics;
using Onus.Log.Exhibits;
using Onus.Testing;

namespace Onus.Exhibits.Tests;

/// <summary>The exhibit's own script, with bash, coreutils, openssl and xxd and nothing of ours.</summary>
public sealed class ScriptTests(CaseNode node) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onus-script-");

    [Fact]
    public async Task The_script_proves_entries_completeness_signatures_and_cosignatures()
    {
        var exhibit = node.Exhibit(node.Signed, r => r with { Under = node.Cosigned(), Evidence = node.Read });
        var (exit, output) = await RunAsync(exhibit, CaseNode.Key.Key.ToString(), CaseNode.Witness.Key.ToString());
        Assert.True(exit == 0, output);
        foreach (var line in new[] { "PROVEN", "cosigned exactly this state", "none is missing", "is signed", "What index.html tells" })
            Assert.Contains(line, output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split(" is signed.").Length - 1);
    }

    [Fact]
    public async Task Without_a_key_it_says_so_and_a_foreign_key_is_refuted()
    {
        var exhibit = node.Exhibit(node.Hushed);
        var (exit, output) = await RunAsync(exhibit);
        Assert.True(exit == 5, output);
        Assert.Contains("CONSISTENT WITH ITSELF ONLY", output, StringComparison.Ordinal);
        Assert.Contains("withheld from you", output, StringComparison.Ordinal);
        (exit, output) = await RunAsync(exhibit, TestKeys.Log(CaseNode.Origin, 1).Key.ToString());
        Assert.True(exit == 1, output);
        Assert.Contains("has not signed the checkpoint with the key that you gave", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExhibitPaths.Page, false, "index.html was altered")]
    [InlineData("entries/{0}.entry", true, "does not lead to the signed root")]
    [InlineData("decisions/{0}.decision-proof", true, "")]
    public async Task What_was_altered_is_refuted(string member, bool isMadeToFit, string reason)
    {
        var exhibit = node.Exhibit(node.Signed);
        var path = exhibit.First(m => m.Path == string.Format(System.Globalization.CultureInfo.InvariantCulture, member, node.Signed)
            || (member.StartsWith("decisions", StringComparison.Ordinal) && m.Path.StartsWith("decisions", StringComparison.Ordinal))).Path;
        var altered = ExhibitTests.Alter(exhibit, path, bytes => bytes[path.EndsWith("decision-proof", StringComparison.Ordinal) ? 40 : bytes.Length / 2] ^= 1);
        var (exit, output) = await RunAsync(isMadeToFit ? ExhibitTests.Refit(altered) : altered, CaseNode.Key.Key.ToString());
        Assert.True(exit == 1, output);
        Assert.Contains("REFUTED: ", output, StringComparison.Ordinal);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(List<ArchiveMember> exhibit, params string[] arguments)
    {
        foreach (var directory in _folder.EnumerateDirectories()) directory.Delete(recursive: true);
        ExhibitTests.Unpack(exhibit, _folder.FullName);
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder.FullName, ExhibitPaths.Script), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
