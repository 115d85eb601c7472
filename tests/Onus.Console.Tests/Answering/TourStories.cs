using Onus.Console.Tests.Bench;

namespace Onus.Console.Tests.Answering;

/// <summary>Every page of those who answer and check, as they would find it: in both languages, light and dark, on a phone.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class TourStories(Browser browser)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("products", "/console/products"), ("product-map", "/console/products/chargeback"), ("product-silence", "/console/products/chargeback?silence=filed"),
        ("product-states", "/console/products/chargeback?view=states"), ("product-source", "/console/products/chargeback?view=source"),
        ("product-changes", "/console/products/chargeback?view=changes"), ("product-edit", "/console/products/chargeback/edit"),
        ("responsibility", "/console/responsibility"), ("responsibility-actor", "/console/responsibility?actor=3"),
        ("reports", "/console/reports"), ("notices", "/console/reports?kind=Notice"), ("decisions", "/console/decisions"), ("decision", "/console/decisions/100043"),
        ("shadows", "/console/shadows"), ("shadow", "/console/shadows/chargeback"), ("ledger", "/console/ledger"),
        ("account", "/console/ledger/accounts/harbour:suspense:eur"), ("entries", "/console/ledger/entries"), ("transfer", "/console/ledger/transfer"),
        ("people", "/console/people"), ("person", "/console/people/12"), ("money", "/console/people/money?account=harbour:suspense:eur"),
    ];

    [Fact]
    public Task Every_page_is_in_order_in_English() => TourAsync("", new VisitOptions());

    [Fact]
    [Trait("Category", "Slow")]
    public Task Every_page_is_in_order_in_Chinese_and_dark() => TourAsync(".dark.zh", new VisitOptions { IsDark = true, Language = "zh-CN" });

    [Fact]
    [Trait("Category", "Slow")]
    public Task Every_page_is_in_order_on_a_phone() => TourAsync(".phone", VisitOptions.Phone);

    private async Task TourAsync(string suffix, VisitOptions options)
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server, options);
        await visit.SignInAsync();
        var faults = new List<string>();
        foreach (var (name, path) in Pages)
        {
            await visit.GoAsync(path);
            if (await visit.Page.Locator("figure[data-chart], figure[data-graph]").CountAsync() > 0) await visit.Page.Locator("figure[data-drawn]").First.WaitForAsync();
            // The text of a product is as long as it is; its beginning shows how it looks.
            await visit.KeepAsync(name + suffix, whole: name is not ("product-edit" or "product-source"));
            try
            {
                await visit.CheckAsync();
            }
            catch (Xunit.Sdk.XunitException fault)
            {
                faults.Add($"{name}{suffix}: {fault.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
