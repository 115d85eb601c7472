using Microsoft.Extensions.DependencyInjection;

namespace Onus.Server.Feeds;

/// <summary>What the feed needs.</summary>
internal static class FeedServices
{
    public static void AddFeed(this IServiceCollection services)
    {
        services.AddSingleton<OpenedAccounts>();
        services.AddSingleton<FeedFaces>();
        services.AddSingleton<NodeFeed>();
    }
}
