using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Onus.Console.Hosting;

/// <summary>One line that the next page says: what became of the form that led to it.</summary>
internal sealed class Notes(IDataProtectionProvider protection, IHttpContextAccessor context)
{
    private const string Name = "onus_note";

    private readonly IDataProtector protector = protection.CreateProtector("onus-console/note/1");

    /// <summary>Says a line on the next page.</summary>
    public void Say(string line) => context.HttpContext!.Response.Cookies.Append(
        Name, protector.Protect(line), SessionCookie.Settings(context.HttpContext, TimeSpan.FromMinutes(1)));

    /// <summary>The line that the last form left, once; null for none.</summary>
    public string? Take()
    {
        var http = context.HttpContext!;
        if (http.Request.Cookies[Name] is not { } cookie) return null;
        http.Response.Cookies.Delete(Name, SessionCookie.Settings(http, null));
        try
        {
            return protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
