using System.Collections.Immutable;
using Onus.Cases;
using Onus.Cases.Keeping;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Vault;
using Onus.Server.Cases;

namespace Onus.Server.Routes;

/// <summary>What is brought into a case: facts, evidence, questions; and evidence as it is read, held and destroyed.</summary>
internal static class CaseMatterRoutes
{
    // What is a page or a script to a browser is served as bytes: evidence comes from anybody.
    private static readonly string[] ShownTypes = ["application/pdf", "application/json", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv"];

    public static void Map(RouteGroupBuilder v1)
    {
        var one = v1.MapGroup("/cases/{case}").WithTags("Cases");
        one.MapPost("/facts", GiveAsync).WithName("giveFacts");
        one.MapPost("/evidence", FileAsync).WithName("fileEvidence");
        one.MapGet("/evidence/{commitment}", ReadAsync).WithName("readEvidence");
        one.MapPost("/evidence/{commitment}/destruction", DestroyAsync).WithName("orderDestruction");
        one.MapPost("/requests", AskAsync).WithName("askRequest");
        one.MapPost("/holds", HoldAsync).WithName("setLegalHold");
        one.MapDelete("/holds/{entry}", LiftAsync).WithName("liftLegalHold");
    }

    private static async Task<CaseAnswer> GiveAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, GiveFactsRequest request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        var head = Commands.Head(http, node);
        var facts = await desk.Deposits.FactsAsync(head.Id, line.Product.Product, desk.SubjectOf(line, head.Actor), request.Facts);
        return await desk.SendAsync(http, new GiveFacts(head, @case, request.As, facts), line.Product);
    }

    private static async Task<CaseAnswer> FileAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, FileEvidenceRequest request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        if (request.Evidence.Count == 0) throw Refused.Malformed("there is nothing to file", "/evidence");
        var head = Commands.Head(http, node);
        var evidence = await desk.Deposits.EvidenceAsync(head.Id, desk.SubjectOf(line, head.Actor), request.Evidence);
        return await desk.SendAsync(http, new FileEvidence(head, @case, request.As, evidence), line.Product);
    }

    private static async Task<CaseAnswer> AskAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, TakeStepRequest request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        var head = Commands.Head(http, node);
        var subject = desk.SubjectOf(line, head.Actor);
        var command = new AskRequest(
            head, @case, request.Step, await desk.Deposits.FactsAsync(head.Id, line.Product.Product, subject, request.Facts),
            await desk.Deposits.EvidenceAsync(head.Id, subject, request.Evidence));
        return await desk.SendAsync(http, command, line.Product);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http, Node node, CaseDesk desk, LogPages log, ProductTexts products, ulong @case, string commitment)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        var (kept, hash) = await KeptAsync(node, @case, commitment);
        var product = line.Product.Product;
        var kind = product.Evidence.FirstOrDefault(e => e.Name == kept.What);
        if (CaseSecrets.Of(line, sight, log, products).Hides(kept.Name.Entry)) throw NoEvidence(commitment);
        if (kept.Kind != KeptKind.Evidence || kind is null || !sight.SeesEvidence(product, kind, line.Parties))
            throw new Refused(403, "Not for you", "evidence is read by those who file that kind, and by the desks that decide in its cases");
        if (kept.Order is { } order) throw Gone(kept, order, line, log);
        var reading = node.Vault.Get(hash);
        if (reading.Outcome == VaultOutcome.Destroyed) throw new Refused(410, "Destroyed", "its plaintext is gone; every proof still holds");
        if (reading.Outcome != VaultOutcome.Read) throw new Refused(500, "The vault does not have it", $"the vault says {reading.Outcome}: restore it from a backup");
        var (type, name) = EvidenceLabel.Read(node.Names, hash);
        var isShown = ShownTypes.Contains(type);
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(reading.Content, isShown ? type : "application/octet-stream", name);
    }

    private static async Task<CaseAnswer> DestroyAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, string commitment)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        var (kept, _) = await KeptAsync(node, @case, commitment);
        var answer = await desk.SendAsync(http, new OrderDestruction(Commands.Head(http, node), kept.Name), line.Product);
        return answer with { Case = @case, Head = line.Head, State = line.Product.Product.States[line.State].Name };
    }

    private static async Task<CaseAnswer> HoldAsync(HttpContext http, Node node, CaseDesk desk, ulong @case)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        return await desk.SendAsync(http, new SetLegalHold(Commands.Head(http, node), @case, null), line.Product);
    }

    private static async Task<CaseAnswer> LiftAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, ulong entry)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        return await desk.SendAsync(http, new LiftLegalHold(Commands.Head(http, node), @case, entry), line.Product);
    }

    private static async Task<(KeptRecord Kept, Hash256 Commitment)> KeptAsync(Node node, ulong @case, string commitment)
    {
        if (commitment.Length != 2 * Hash256.Size || !commitment.All(char.IsAsciiHexDigit)) throw Refused.Malformed("a commitment is 64 hexadecimal digits", "commitment");
        var hash = Hash256.FromHex(commitment);
        var kept = await node.ReadAsync((cases, _) => cases.Evidence.OfCase(@case).FirstOrDefault(k => k.Name.Commitment == hash));
        return kept is null ? throw NoEvidence(commitment) : (kept, hash);
    }

    private static Refused NoEvidence(string commitment) => Refused.NotFound($"the case has nothing under {commitment}");

    /// <summary>From the order on nobody reads it; the entry that names its end is its evidence.</summary>
    private static Refused Gone(KeptRecord kept, ulong order, CaseLine line, LogPages log)
    {
        var entry = order;
        foreach (var bytes in CaseMoments.Entries(log, line.Last))
            if (Destroyed.TryRead(bytes, out var destroyed) && destroyed!.Kept == kept.Name) entry = destroyed.Envelope.Index;
        return new Refused(410, "Destroyed", entry == order
            ? $"its destruction was ordered by entry {order}: nobody reads it any more"
            : $"its plaintext is gone by entry {entry}; every proof still holds")
        {
            Evidence = entry, Outcome = "Destroyed",
        };
    }
}
