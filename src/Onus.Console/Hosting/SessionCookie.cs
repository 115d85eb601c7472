using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Onus.Console.Hosting;

/// <summary>Who is signed in: the local key that the console shows to the node for them.</summary>
/// <param name="Key">The key; null for nobody.</param>
internal sealed record Session(string? Key);

/// <summary>Keeps a session in the browser: encrypted, unreadable to scripts, for this site's own pages, until it expires.</summary>
internal sealed class SessionCookie(IDataProtectionProvider protection, ConsoleOptions options)
{
    public const string Name = "onus_session";

    private readonly IDataProtector protector = protection.CreateProtector("onus-console/session/1");

    public void Start(HttpContext http, string key)
    {
        var end = options.Time.GetUtcNow() + options.SessionLength;
        var text = string.Create(CultureInfo.InvariantCulture, $"{end.ToUnixTimeSeconds()}\n{key}");
        http.Response.Cookies.Append(Name, protector.Protect(text), Settings(http, options.SessionLength));
    }

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Name, Settings(http, null));

    public Session Read(HttpContext? http)
    {
        if (http is null || http.Request.Cookies[Name] is not { } cookie) return new Session(null);
        try
        {
            var parts = protector.Unprotect(cookie).Split('\n', 2);
            var end = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return new Session(options.Time.GetUtcNow() < end ? parts[1] : null);
        }
        catch (CryptographicException)
        {
            return new Session(null);
        }
    }

    internal static CookieOptions Settings(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = OnusConsole.Root,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
    };
}
