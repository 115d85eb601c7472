using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Onus.Console.Components;

namespace Onus.Console.Hosting;

/// <summary>Maps every component with a <c>@page</c> route: GET shows it, POST hands it its form, and nobody without a session
/// sees one that does not allow it.</summary>
internal static class ConsolePages
{
    public static void Map(RouteGroupBuilder group)
    {
        foreach (var page in typeof(ConsolePages).Assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        foreach (var route in page.GetCustomAttributes<RouteAttribute>())
        {
            var pattern = route.Template[OnusConsole.Root.Length..];
            group.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Post], http => Serve(http, page));
        }
    }

    private static async Task Serve(HttpContext http, Type page)
    {
        var isOpen = page.IsDefined(typeof(AllowAnonymousAttribute));
        if (!isOpen && http.RequestServices.GetService(typeof(Session)) is not Session { Key: not null })
        {
            var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : OnusConsole.Root;
            http.Response.Redirect($"{OnusConsole.Root}/sign-in?back={Uri.EscapeDataString(back)}");
            return;
        }

        if (HttpMethods.IsPost(http.Request.Method)
            && !await ((IAntiforgery)http.RequestServices.GetService(typeof(IAntiforgery))!).IsRequestValidAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            page = typeof(Pages.StaleForm);
        }

        var result = new RazorComponentResult<Document>(new { Page = page, Values = ValuesOf(http, page) })
        {
            PreventStreamingRendering = true,
        };
        await result.ExecuteAsync(http);
    }

    // The parts of the address that the page has parameters for; a part that does not fit stays at its default.
    private static Dictionary<string, object?> ValuesOf(HttpContext http, Type page)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in page.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))))
        {
            if (http.Request.RouteValues[property.Name] is not string text) continue;
            if (property.PropertyType == typeof(string)) values[property.Name] = text;
            else if (property.PropertyType == typeof(ulong))
                values[property.Name] = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : ulong.MaxValue;
            else if (property.PropertyType == typeof(int))
                values[property.Name] = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
            else throw new NotSupportedException($"{page.Name}.{property.Name} has a type that no address can fill");
        }

        return values;
    }
}
