using Onus.Cases;
using Onus.Core;
using Onus.Engine.Exhibits;
using Onus.Log.Exhibits;
using Onus.Server.Cases;

namespace Onus.Server.Routes;

/// <summary><c>/v1/cases/{case}/exhibit</c>: everything that the log proves about one case, in one file for a stranger.</summary>
internal static class ExhibitRoutes
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/cases/{case}/exhibit", MakeAsync).WithTags("Cases").WithName("exhibit")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");

    private static async Task<IResult> MakeAsync(
        HttpContext http, Node node, CaseDesk desk, LogPages log, ProductTexts products, ulong @case, bool evidence = false)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        var secrets = CaseSecrets.Of(line, sight, log, products);
        var documents = evidence ? await node.ReadAsync((cases, _) => DocumentsFor(cases, line, sight, secrets)) : [];
        var request = new ExhibitRequest(@case)
        {
            Face = secrets.HidesAny ? ExhibitFace.Public : ExhibitFace.Full,
            Evidence = evidence ? (commitment => documents.Contains(commitment) ? node.Vault.Get(commitment) : default) : null,
            NameOf = node.Names.Of,
        };
        var made = Answers.Durable(await ExhibitBuilder.MakeAsync(node.Engine, request));
        if (made.Outcome != ExhibitOutcome.Made)
            throw new Refused(422, "The exhibit cannot be made", $"it is {made.Outcome}: ask for it without its documents, or use 'onus exhibit' on the node");
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(made.Archive, "application/zip", $"case-{@case}.exhibit.zip");
    }

    /// <summary>The documents that go into it: those that the caller could read one by one.</summary>
    private static HashSet<Hash256> DocumentsFor(CasesState cases, CaseLine line, Sight sight, CaseSecrets secrets)
    {
        var product = line.Product.Product;
        var kinds = product.Evidence.Where(kind => sight.SeesEvidence(product, kind, line.Parties)).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        return [.. cases.Evidence.OfCase(line.Opened)
            .Where(kept => kept.Order is null && kinds.Contains(kept.What) && !secrets.Hides(kept.Name.Entry))
            .Select(kept => kept.Name.Commitment)];
    }
}
