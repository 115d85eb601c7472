using Microsoft.Extensions.DependencyInjection;
using Onus.Server.Views;

namespace Onus.Server.Cases;

/// <summary>What the routes of cases, products and people are given.</summary>
internal static class CaseServices
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<LogPages>();
        services.AddSingleton<ProductTexts>();
        services.AddSingleton<ActorNames>();
        services.AddSingleton<CaseBoard>();
        services.AddSingleton<Deposits>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CharterDesk>();
        services.AddSingleton<DutyDesk>();
        services.AddSingleton<ProductCompiler>();
        services.AddSingleton<PastCases>();
        services.AddSingleton<DecisionSearch>();
        services.AddSingleton<NodeSearch>();
        services.AddSingleton<CaseViews>();
        services.AddSingleton<TimelineViews>();
        services.AddSingleton<ExposureViews>();
        services.AddSingleton(provider => new Tickets(provider.GetRequiredService<Node>().Time));
        services.AddSingleton<Destroyer>();
        services.AddHostedService(provider => provider.GetRequiredService<Destroyer>());
    }
}
