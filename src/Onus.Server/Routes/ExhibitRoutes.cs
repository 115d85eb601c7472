using Onus.Cases;
using Onus.Core;
using Onus.Engine.Exhibits;
using Onus.Language.Compiled;
using Onus.Log.Exhibits;

namespace Onus.Server.Routes;

/// <summary><c>/v1/cases/{case}/exhibit</c>: everything that the log proves about one case, in one file for a stranger.</summary>
internal static class ExhibitRoutes
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/cases/{case}/exhibit", MakeAsync).WithTags("Cases").WithName("exhibit")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");

    private static async Task<IResult> MakeAsync(HttpContext http, Node node, ulong @case, bool evidence = false)
    {
        var caller = Caller.Of(http);
        var documents = await node.ReadAsync((cases, _) => DocumentsFor(cases, caller, @case))
            ?? throw Refused.NotFound($"there is no case {@case}, or none that you may see");
        var request = new ExhibitRequest(@case)
        {
            Face = caller.Has(Scopes.Auditor) ? ExhibitFace.Full : ExhibitFace.Public,
            Evidence = evidence ? (commitment => documents.Contains(commitment) ? node.Vault.Get(commitment) : default) : null,
            NameOf = node.Names.Of,
        };
        var made = Answers.Durable(await ExhibitBuilder.MakeAsync(node.Engine, request));
        if (made.Outcome != ExhibitOutcome.Made)
            throw new Refused(422, "The exhibit cannot be made", $"it is {made.Outcome}: ask for it without its documents, or use 'onus exhibit' on the node");
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(made.Archive, "application/zip", $"case-{@case}.exhibit.zip");
    }

    /// <summary>The documents that a caller may read in a case; null where they may not see the case at all.</summary>
    private static HashSet<Hash256>? DocumentsFor(CasesState cases, Caller caller, ulong @case)
    {
        if (!cases.TryGetCase(@case, out var found)) return null;
        var product = found.Product.Product;
        bool Holds(int authority) => cases.Registry.Holds(caller.Actor, product.Name, product.Authorities[authority].Name)
            || product.Authorities[authority].Members.Any(member => cases.Registry.Holds(caller.Actor, product.Name, product.Authorities[member].Name));
        bool Is(Who who) => caller.Actor != 0 && (who.IsParty ? found.Parties[who.Index] == caller.Actor : Holds(who.Index));

        var isParty = caller.Actor != 0 && found.Parties.Contains(caller.Actor);
        var isOurs = Enumerable.Range(0, product.Authorities.Length).Any(Holds);
        if (!isParty && !isOurs && !caller.Has(Scopes.Auditor) && !caller.Has(Scopes.Admin)) return null;

        // Documents are read by whoever files that kind, and by the desks that decide or own a step: never by auditors as such.
        var isDesk = product.Steps.Any(step => step.Decider.By is { IsParty: false } by && Is(by))
            || product.States.Any(state => state.Owner is { IsParty: false } owner && Is(owner));
        var readable = product.Evidence.Where(kind => isDesk || Is(kind.From)).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        return [.. cases.Evidence.OfCase(@case).Where(kept => kept.Order is null && readable.Contains(kept.What)).Select(kept => kept.Name.Commitment)];
    }
}
