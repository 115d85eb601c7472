using Microsoft.Playwright;

namespace Onus.Console.Tests.Bench;

/// <summary>The distribution's Chromium, started once for all tests; where there is none, what asks for it is skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } path) return;
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
        });
    }

    /// <summary>A browser profile of its own.</summary>
    public Task<Visit> VisitAsync(ConsoleServer server, VisitOptions? options = null) => VisitAsync(server.Address, options);

    /// <summary>A browser profile of its own.</summary>
    public async Task<Visit> VisitAsync(Uri address, VisitOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "no chromium on the path or in ONUS_CHROMIUM");
        options ??= new VisitOptions();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = options.Language,
            ColorScheme = options.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            JavaScriptEnabled = options.HasScript,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        return new Visit(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static string? Chromium()
    {
        if (Environment.GetEnvironmentVariable("ONUS_CHROMIUM") is { Length: > 0 } given && File.Exists(given)) return given;
        return new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), (name, folder) => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}

/// <summary>How somebody comes to the console.</summary>
public sealed record VisitOptions
{
    public string Language { get; init; } = "en";

    public bool IsDark { get; init; }

    public int Width { get; init; } = 1366;

    public int Height { get; init; } = 860;

    public bool HasScript { get; init; } = true;

    public static VisitOptions Phone => new() { Width = 375, Height = 740 };
}

/// <summary>All browser tests share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
