namespace Onus.Server.Routes;

/// <summary>All routes: one line for each file of this folder.</summary>
internal static class ApiRoutes
{
    public static void Map(WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        AccountRoutes.Map(v1);
        BookRoutes.Map(v1);
        MeRoutes.Map(v1);
        NodeRoutes.Map(v1);
        ProductRoutes.Map(v1);
        ActorRoutes.Map(v1);
        CaseRoutes.Map(v1);
        CaseDecisionRoutes.Map(v1);
        CaseMatterRoutes.Map(v1);
        ExposureRoutes.Map(v1);
        DutyRoutes.Map(v1);
        DecisionRoutes.Map(v1);
        FeedRoutes.Map(v1);
        LogRoutes.Map(app);
        ExhibitRoutes.Map(v1);
        ReceiptRoutes.Map(v1);
        StatementRoutes.Map(v1);
        TransferRoutes.Map(v1);
        HealthRoutes.Map(app);
        MessageRoutes.Map(v1);
    }
}
