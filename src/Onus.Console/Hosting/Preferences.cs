using Microsoft.AspNetCore.Http;
using Onus.Console.Wording;

namespace Onus.Console.Hosting;

/// <summary>What a reader has chosen for this browser: the language and the theme.</summary>
internal static class Preferences
{
    public const string ThemeCookie = "onus_theme";

    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    public static void Keep(HttpContext http, string theme, string language)
    {
        var settings = SessionCookie.Settings(http, TimeSpan.FromDays(365));
        if (Themes.Contains(theme)) http.Response.Cookies.Append(ThemeCookie, theme, settings);
        if (WordBook.Languages.Contains(language)) http.Response.Cookies.Append(Words.Cookie, language, settings);
    }

    /// <summary>An address of the console, or the console's first page where it is none.</summary>
    public static string Local(string? url) => url is not null
        && (url == OnusConsole.Root || url.StartsWith(OnusConsole.Root + "/", StringComparison.Ordinal) || url.StartsWith(OnusConsole.Root + "?", StringComparison.Ordinal))
        && !url.Contains('\\', StringComparison.Ordinal) && !url.Contains("..", StringComparison.Ordinal) && !url.Any(char.IsControl)
            ? url
            : OnusConsole.Root;
}
