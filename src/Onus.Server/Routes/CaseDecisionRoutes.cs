using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Server.Cases;

namespace Onus.Server.Routes;

/// <summary>Decisions in a case: the statement to sign, steps and appeals, approvals, answers to questions.</summary>
internal static class CaseDecisionRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var one = v1.MapGroup("/cases/{case}").WithTags("Decisions");
        one.MapPost("/statements", StateAsync).WithName("makeStatement");
        one.MapPost("/steps", TakeAsync).WithName("takeStep");
        one.MapPost("/approvals", ApproveAsync).WithName("approveStep");
        one.MapDelete("/approvals/{entry}", WithdrawAsync).WithName("withdrawApproval");
        one.MapPost("/requests/{entry}/answer", AnswerAsync).WithName("answerRequest");
    }

    private static async Task<CaseAnswer> TakeAsync(HttpContext http, Node node, CaseDesk desk, Tickets tickets, ulong @case, TakeStepRequest request)
    {
        var (line, head) = await StartAsync(http, node, desk, @case, request);
        var evidence = request.Signed is { } signed
            ? tickets.Redeem(signed.Ticket, head.Id, head.Actor, @case)
            : await desk.Deposits.EvidenceAsync(head.Id, desk.SubjectOf(line, head.Actor), request.Evidence);
        var command = new TakeStep(head, @case, request.Step, request.As, Commands.ShownHead(http), evidence, Signature(request.Signed));
        return await desk.SendAsync(http, command, line.Product);
    }

    private static async Task<CaseAnswer> ApproveAsync(HttpContext http, Node node, CaseDesk desk, Tickets tickets, ulong @case, TakeStepRequest request)
    {
        var (line, head) = await StartAsync(http, node, desk, @case, request);
        if (request.Evidence.Count > 0) throw Refused.Malformed("an approval files no evidence: file it before, at /evidence", "/evidence");
        if (request.Signed is { } signed) tickets.Redeem(signed.Ticket, head.Id, head.Actor, @case);
        var command = new ApproveStep(head, @case, request.Step, request.As, Commands.ShownHead(http), Signature(request.Signed));
        return await desk.SendAsync(http, command, line.Product);
    }

    private static async Task<CaseAnswer> WithdrawAsync(HttpContext http, Node node, CaseDesk desk, ulong @case, ulong entry)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        return await desk.SendAsync(http, new WithdrawApproval(Commands.Head(http, node), @case, entry), line.Product);
    }

    private static async Task<CaseAnswer> AnswerAsync(
        HttpContext http, Node node, CaseDesk desk, Tickets tickets, ulong @case, ulong entry, AnswerRequestRequest request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        var head = Commands.Head(http, node);
        if (request.Signed is { } signed) tickets.Redeem(signed.Ticket, head.Id, head.Actor, @case);
        var command = new AnswerRequest(head, @case, entry, request.Grant, request.As, Commands.ShownHead(http), Signature(request.Signed));
        return await desk.SendAsync(http, command, line.Product);
    }

    /// <summary>The canonical statement of a decision, in bytes and in words. What it files is in the vault on return, and the
    /// ticket says under which commitments.</summary>
    private static async Task<StatementView> StateAsync(
        HttpContext http, Node node, CaseDesk desk, Tickets tickets, ulong @case, JsonElement body, ulong? request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        var (command, actor, shown) = (Commands.IdOf(http) ?? node.Ids.Next(), Caller.Of(http).Actor, Commands.ShownHead(http));
        var head = Commands.Head(http, node, command);
        var product = line.Product.Product;
        var statement = new DecisionStatement
        {
            Origin = node.Engine.Origin, Command = command, Product = line.Product.Compiled, Case = @case, HeadSeen = shown,
            Verb = DecisionVerb.Take, Step = -1, StepName = "", As = "",
        };
        var evidence = ImmutableArray<EvidenceInput>.Empty;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("grant", out _))
        {
            var answer = Read(body, OnusJson.Default.AnswerRequestRequest);
            statement = await AnswerStatementAsync(node, @case, actor, statement, answer, request, product);
        }
        else
        {
            var take = Read(body, OnusJson.Default.TakeStepRequest);
            Check(take);
            var step = PlaceOf(product, take.Step);
            evidence = await desk.Deposits.EvidenceAsync(command, desk.SubjectOf(line, actor), take.Evidence);
            statement = statement with
            {
                Verb = await VerbAsync(node, @case, actor, step) == OptionVerb.Approve ? DecisionVerb.Approve : DecisionVerb.Take,
                Step = step, StepName = take.Step, As = take.As, RecordedFor = RecordedFor(product, step),
                Evidence = [.. evidence.Select((filed, i) => Stated(product, filed, i))],
            };
        }

        return new StatementView(
            command, Convert.ToBase64String(statement.ToBytes()), statement.ToWords(product), tickets.Issue(command, head.Actor, @case, evidence));
    }

    private static async Task<DecisionStatement> AnswerStatementAsync(
        Node node, ulong @case, ulong actor, DecisionStatement statement, AnswerRequestRequest answer, ulong? request, Product product)
    {
        var open = await node.ReadAsync((cases, _) => cases.TryGetCase(@case, out var found) ? found.Requests : []);
        var asked = open.Where(r => request is null || r.Entry == request).ToArray();
        if (asked.Length != 1)
            throw new Refused(422, "Request not open", "name the open question with ?request=ENTRY") { Outcome = "RequestNotOpen", Pointer = "request" };
        var step = asked[0].Step;
        var isApproval = answer.Grant && await VerbAsync(node, @case, actor, step) == OptionVerb.Approve;
        return statement with
        {
            Verb = isApproval ? DecisionVerb.Approve : answer.Grant ? DecisionVerb.Grant : DecisionVerb.Refuse,
            Request = isApproval ? 0 : asked[0].Entry, Step = step, StepName = product.Steps[step].Name, As = answer.As,
            RecordedFor = RecordedFor(product, step),
        };
    }

    /// <summary>What the actor would do about a step now: take it, or approve it first where others must agree.</summary>
    private static async Task<OptionVerb> VerbAsync(Node node, ulong @case, ulong actor, int step) => await node.ReadAsync((cases, _) =>
        cases.OptionsOf(@case, actor, node.LogNow).FirstOrDefault(option => option.Step == step && option.Verb != OptionVerb.Ask)?.Verb ?? OptionVerb.Take);

    private static async Task<(CaseLine Line, Ledger.CommandHead Head)> StartAsync(
        HttpContext http, Node node, CaseDesk desk, ulong @case, TakeStepRequest request)
    {
        var (line, _) = await desk.FindAsync(http, @case);
        Check(request);
        if (request.RecordedFor is { } other && line.Product.Product.Steps.FirstOrDefault(s => s.Name == request.Step) is { } step
            && (step.Decider.RecordedBy is null || step.Decider.By is not { } by || NameOf(line.Product.Product, by) != other))
            throw Refused.Malformed($"{request.Step} records no act of {other}", "/recordedFor");
        return (line, Commands.Head(http, node));
    }

    private static void Check(TakeStepRequest request)
    {
        if (request.Facts.Count > 0) throw Refused.Malformed("a step takes no facts with it: give them first, at /facts, and look again", "/facts");
    }

    private static StatedEvidence Stated(Product product, EvidenceInput filed, int place)
    {
        for (var kind = 0; kind < product.Evidence.Length; kind++)
            if (product.Evidence[kind].Name == filed.Kind) return new StatedEvidence(filed.Kind, new EvidenceFiled(kind, filed.Commitment));
        throw Refused.Malformed(
            $"{product.Name} has no evidence {filed.Kind}", string.Create(CultureInfo.InvariantCulture, $"/evidence/{place}/kind"));
    }

    private static int PlaceOf(Product product, string step)
    {
        for (var place = 0; place < product.Steps.Length; place++)
            if (product.Steps[place].Name == step) return place;
        throw new Refused(422, "Step not found", $"{product.Name} has no step {step}") { Outcome = "StepNotFound", Pointer = "/step" };
    }

    private static string RecordedFor(Product product, int step) =>
        product.Steps[step].Decider is { RecordedBy: not null, By: { IsParty: false } by } ? product.Authorities[by.Index].Name : "";

    private static string NameOf(Product product, Who who) => who.IsParty ? product.Parties[who.Index].Name : product.Authorities[who.Index].Name;

    private static ReadOnlyMemory<byte> Signature(StatementSignature? signed)
    {
        if (signed is null) return default;
        var bytes = Deposits.Bytes(signed.Signature, "/signed/signature");
        return bytes.Length == DecisionSignature.SignatureSize
            ? new DecisionSignature(signed.Key, bytes).ToBytes()
            : throw Refused.Malformed("a signature has 64 bytes: Ed25519, or r and s of ECDSA P-256", "/signed/signature");
    }

    private static T Read<T>(JsonElement body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        body.Deserialize(type) ?? throw Refused.Malformed("the body is empty");
}
