using System.Text;
using Microsoft.Playwright;
using Onus.Log.Exhibits;
using Onus.Testing;

namespace Onus.Exhibits.Tests;

/// <summary>The page's own check in the distribution's Chromium, from a file, asking nobody; skipped where there is none.</summary>
[Trait("Category", "Browser")]
public sealed class BrowserTests(CaseNode node) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onus-page-");
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        var context = await _browser.NewContextAsync();
        context.SetDefaultTimeout(60_000);
        _page = await context.NewPageAsync();
        _page.Console += (_, message) => _complaints.Add(message.Text);
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal)) _complaints.Add($"asks for {request.Url}");
        };
    }

    [Fact]
    public async Task The_page_is_consistent_with_itself_and_proven_under_keys_that_are_pasted()
    {
        await OpenAsync(node.Exhibit(node.Dispute, r => r with { Under = node.Cosigned(), Evidence = node.Read }));
        Assert.Equal("consistent", await VerdictAsync());
        await _page.FillAsync("#keys", $"{CaseNode.Key.Key}\n{CaseNode.Witness.Key}");
        await _page.ClickAsync("#check");
        await _page.WaitForSelectorAsync("[data-verdict=proven]");
        Assert.Contains("witness.example (cosigned 2027-01-15", await _page.InnerTextAsync("[data-said=checks]"), StringComparison.Ordinal);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_foreign_key_is_refuted()
    {
        await OpenAsync(node.Exhibit(node.Hushed));
        await _page.FillAsync("#keys", TestKeys.Log(CaseNode.Origin, 1).Key.ToString());
        await _page.ClickAsync("#check");
        await _page.WaitForSelectorAsync("[data-verdict=refuted]");
        Assert.Contains("has not signed this checkpoint", await _page.InnerTextAsync("[data-said=checks]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entries/", "hex")]
    [InlineData("products/", "text")]
    [InlineData("case.case-proof", "hex")]
    public async Task A_byte_that_is_changed_on_the_page_is_found(string member, string form)
    {
        var exhibit = node.Exhibit(node.Signed);
        var page = Encoding.UTF8.GetString(exhibit.Single(m => m.Path == ExhibitPaths.Page).Bytes.Span);
        var at = page.IndexOf($"data-member=\"{member}", StringComparison.Ordinal);
        Assert.Contains($"data-form=\"{form}\"", page[at..(at + 80)], StringComparison.Ordinal);
        at = page.IndexOf(">\n", at, StringComparison.Ordinal) + 40;
        var altered = page[..at] + (page[at] == 'a' ? 'b' : 'a') + page[(at + 1)..];
        await OpenAsync([new ArchiveMember(ExhibitPaths.Page, Encoding.UTF8.GetBytes(altered))]);
        Assert.Equal("refuted", await VerdictAsync());
    }

    [Fact]
    public async Task The_archive_on_disk_is_checked_when_it_is_chosen()
    {
        var exhibit = node.Exhibit(node.Dispute, r => r with { Evidence = node.Read });
        await OpenAsync(exhibit);
        await VerdictAsync();
        var file = Path.Combine(_folder.FullName, "case.zip");
        await File.WriteAllBytesAsync(file, StoredZip.Write(exhibit), TestContext.Current.CancellationToken);
        await _page.SetInputFilesAsync("#archive", file);
        await _page.WaitForSelectorAsync("text=this page itself is not checked");
        var document = exhibit.First(m => m.Path.StartsWith("evidence/", StringComparison.Ordinal)).Path;
        await File.WriteAllBytesAsync(file, StoredZip.Write(ExhibitTests.Alter(exhibit, document, b => b[0] ^= 1)), TestContext.Current.CancellationToken);
        await _page.SetInputFilesAsync("#archive", Array.Empty<string>());
        await _page.SetInputFilesAsync("#archive", file);
        await _page.WaitForSelectorAsync($"text={document} was altered in case.zip");
        Assert.Equal("refuted", await VerdictAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync(IEnumerable<ArchiveMember> members)
    {
        Assert.SkipWhen(_browser is null, "no chromium on the path or in ONUS_CHROMIUM");
        ExhibitTests.Unpack(members, _folder.FullName);
        await _page.GotoAsync(new Uri(Path.Combine(_folder.FullName, ExhibitPaths.Page)).AbsoluteUri);
    }

    private async Task<string?> VerdictAsync()
    {
        await _page.WaitForSelectorAsync("[data-verdict]:not([data-verdict=none])");
        return await _page.GetAttributeAsync("[data-verdict]", "data-verdict");
    }

    private static string? Chromium()
    {
        if (Environment.GetEnvironmentVariable("ONUS_CHROMIUM") is { Length: > 0 } given && File.Exists(given)) return given;
        return new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), (name, folder) => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
