namespace Onus.Server.Routes;

/// <summary>All routes: one line for each file of this folder.</summary>
internal static class ApiRoutes
{
    public static void Map(WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        MeRoutes.Map(v1);
        LogRoutes.Map(app);
    }
}
