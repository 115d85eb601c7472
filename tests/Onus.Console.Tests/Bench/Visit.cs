using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Onus.Console.Tests.Bench;

/// <summary>One person's visit: what the page says, what it refuses to load, how it looks, whether everybody can use it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string Axe = ReadAxe();

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            // A status of refusal is no fault of the page; what its policy blocks, or its script throws, is.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal)) _faults.Add(message.Text);
        };
        page.PageError += (_, error) => _faults.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Signs in as a persona by its name.</summary>
    public async Task SignInAsync(string name = "Ana Duarte")
    {
        await Page.GotoAsync("/console/sign-in");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    public async Task GoAsync(string path) => await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

    /// <summary>Keeps a picture of the page as an artifact.</summary>
    public async Task KeepAsync(string name, bool whole = false)
    {
        var folder = Path.Combine(Root(), "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.EvaluateAsync("document.fonts.ready.then(() => true)");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
    }

    /// <summary>Nothing was blocked, nothing threw, nothing is wider than the screen, and axe finds nothing serious.</summary>
    public async Task CheckAsync(bool withAxe = true)
    {
        Assert.Empty(_faults);
        var tooWide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"{Page.Url} is {tooWide} px wider than the screen");
        if (!withAxe) return;
        // Evaluated by the browser's debugger, which the page's policy does not bind.
        await Page.EvaluateAsync(Axe);
        var json = await Page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })");
        var report = new StringBuilder();
        foreach (var finding in json.GetProperty("violations").EnumerateArray())
        {
            if (finding.GetProperty("impact").GetString() is not ("serious" or "critical")) continue;
            report.Append(finding.GetProperty("id").GetString()).Append(": ").AppendLine(finding.GetProperty("help").GetString());
            foreach (var node in finding.GetProperty("nodes").EnumerateArray().Take(4))
                report.Append("   ").Append(node.GetProperty("html").GetString()).Append("  ").AppendLine(node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" "));
        }

        Assert.True(report.Length == 0, $"{Page.Url}\n{report}");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    /// <summary>The project's folder.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }

    private static string ReadAxe()
    {
        using var stream = typeof(Visit).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd() + ";true";
    }
}
