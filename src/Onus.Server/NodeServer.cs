using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onus.Client.Json;
using Onus.Server.Cases;
using Onus.Server.Feeds;
using Onus.Server.Grpc;
using Onus.Server.Routes;

namespace Onus.Server;

/// <summary>The HTTP server of a node.</summary>
public static class NodeServer
{
    /// <summary>Builds the server; the caller runs it, and disposes the node after it.</summary>
    /// <param name="node">The open node.</param>
    /// <param name="settings">How it serves.</param>
    /// <param name="more">What else is added to it: telemetry, the console.</param>
    public static WebApplication Build(Node node, ServerSettings settings, Action<WebApplicationBuilder>? more = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Onus.Server", ContentRootPath = node.Folder });
        // What the environment or a file in the folder says to the framework is no setting of this node.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The keys of the console's sessions lie among the node's own, behind the mode of their folder.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseListening(settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds));
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds), TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        if (settings.Oidc is { } oidc) builder.Services.AddProviderTokens(oidc, node.Time);
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Credentials>();
        builder.Services.AddSingleton<AccountFacts>();
        builder.Services.AddSingleton<MoneyPowers>();
        builder.Services.AddSingleton<TransferReader>();
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddSingleton<Messages.MessageDesks>();
        builder.Services.AddFeed();
        builder.Services.AddBulk();
        builder.Services.AddCases();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<JsonOptions>(options => Use(options.SerializerOptions));
        builder.Services.AddApiDocument();
        more?.Invoke(builder);

        var app = builder.Build();
        app.UseSafeHeaders();
        app.UseMiddleware<Problems>();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseEndlessStreams();
        app.UseMiddleware<Gate>();
        ApiRoutes.Map(app);
        GrpcHost.Map(app);
        app.MapApiDocument();
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Drain>().Begin);
        return app;
    }

    // As the client writes it; and a property that nobody knows is refused, for a misspelt limit must not become no limit.
    private static void Use(JsonSerializerOptions options)
    {
        var shared = OnusJson.Default.Options;
        options.TypeInfoResolverChain.Insert(0, OnusJson.Default);
        options.PropertyNamingPolicy = shared.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = shared.PropertyNameCaseInsensitive;
        options.NumberHandling = shared.NumberHandling;
        options.RespectNullableAnnotations = shared.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = shared.RespectRequiredConstructorParameters;
        options.MaxDepth = shared.MaxDepth;
        foreach (var converter in shared.Converters) options.Converters.Add(converter);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
    }
}
