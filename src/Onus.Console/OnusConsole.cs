using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onus.Console.Hosting;
using Onus.Console.Wording;

namespace Onus.Console;

/// <summary>The console as a part of a web application, under <c>/console</c>.</summary>
public static class OnusConsole
{
    /// <summary>Where the console is.</summary>
    public const string Root = "/console";

    /// <summary>Adds what the console needs.</summary>
    public static IHostApplicationBuilder AddOnusConsole(this IHostApplicationBuilder builder, ConsoleOptions options)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "onus_form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.Path = Root;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.FormFieldName = "form-token";
        });
        var protection = services.AddDataProtection().SetApplicationName("onus-console");
        if (options.KeysFolder is { } folder) protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        else protection.UseEphemeralDataProtectionProvider();
        services.AddHttpContextAccessor();
        services.AddSingleton(options);
        services.AddSingleton(WordBook.Embedded);
        services.AddSingleton(s => new NodeAddress(options, s.GetRequiredService<IServer>()));
        services.AddSingleton<SessionCookie>();
        services.AddScoped(s => Words.For(s.GetRequiredService<IHttpContextAccessor>().HttpContext, s.GetRequiredService<WordBook>()));
        services.AddScoped(s => s.GetRequiredService<SessionCookie>().Read(s.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddScoped(s => s.GetRequiredService<NodeAddress>().ClientOf(s.GetRequiredService<Session>()));
        services.AddScoped<Notes>();
        return builder;
    }

    /// <summary>Maps the pages, their assets and the live feed.</summary>
    public static void MapOnusConsole(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Root).ExcludeFromDescription().AddEndpointFilter(SecurityHeaders.Add);
        ConsolePages.Map(group);
        ConsoleAssets.Map(group);
        LiveFeed.Map(group);
        Downloads.Map(group);
        ProofFiles.Map(group);
        app.MapGet("/", () => Results.Redirect(Root)).ExcludeFromDescription();
    }
}
