using Onus.Console.Tests.Bench;

namespace Onus.Console.Tests.Shell;

[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class ShellStories(Browser browser)
{
    [Fact]
    public async Task The_door_is_the_same_house_in_both_languages_light_and_dark_and_on_a_phone()
    {
        await using var server = await ConsoleServer.StartAsync();
        foreach (var (name, options) in new[]
        {
            ("sign-in", new VisitOptions()), ("sign-in.dark.zh", new VisitOptions { IsDark = true, Language = "zh-CN" }), ("sign-in.phone", VisitOptions.Phone),
        })
        {
            await using var visit = await browser.VisitAsync(server, options);
            await visit.GoAsync("/console/sign-in");
            await visit.KeepAsync(name);
            await visit.CheckAsync();
        }
    }
}
