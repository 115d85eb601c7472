using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/transfers</c> and <c>/v1/postings</c>: moving and reserving money.</summary>
internal static class TransferRoutes
{
    private const int MostTransfers = 8_192;

    public static void Map(RouteGroupBuilder v1)
    {
        var transfers = v1.MapGroup("/transfers").WithTags("Transfers");
        transfers.MapPost("", TransferAsync).WithName("sendTransfer").Produces<TransferAnswer>();
        transfers.MapPost("/batch", BatchAsync).WithName("sendTransfers");
        transfers.MapGet("/{id}", OneAsync).WithName("getTransfer");
        v1.MapPost("/postings", PostAsync).WithTags("Transfers").WithName("postLines");
    }

    private static async Task<IResult> TransferAsync(TransferRequest request, HttpContext http, Node node, TransferReader reader)
    {
        var key = Commands.IdOf(http);
        if (key is { } given && request.Id is { } own && given != own)
            throw Refused.Malformed($"{Commands.IdempotencyKey} and the id in the body are two: send one of them", "/id");
        var command = (await reader.ReadAsync([request with { Id = request.Id ?? key }], http, static _ => ""))[0];
        var result = Answers.Durable(await node.Engine.SubmitAsync(command));
        var answer = (await AnswersOfAsync([command], [result], node, reader))[0];
        return Outcomes.IsDone(result.Outcome)
            ? Results.Ok(answer)
            : new ProblemResult(Answers.Refusal(result.Outcome, result.FirstOutcome, result.Index));
    }

    private static async Task<TransferBatchAnswer> BatchAsync(TransferBatchRequest request, HttpContext http, Node node, TransferReader reader)
    {
        if (request.Transfers.Count > MostTransfers)
            throw new Refused(413, "The request is too large", "a batch has at most 8,192 transfers") { Pointer = "/transfers" };
        if (request.Transfers.Count == 0) return new TransferBatchAnswer([]);
        var commands = await reader.ReadAsync(request.Transfers, http, static i => $"/transfers/{i}");
        var results = new TransferResult[commands.Length];
        var delivery = await node.Engine.SubmitAsync(commands, results);
        if (delivery != Engine.Delivery.Durable) throw Answers.Undelivered(delivery);
        return new TransferBatchAnswer(await AnswersOfAsync(commands, results, node, reader));
    }

    private static async Task<IReadOnlyList<TransferAnswer>> AnswersOfAsync(
        TransferCommand[] commands, TransferResult[] results, Node node, TransferReader reader)
    {
        var holds = await reader.UnitsOfHoldsAsync(commands);
        var known = results.Where(r => r.Outcome == TransferOutcome.Exists).Select(r => r.Index).ToArray();
        var then = known.Length == 0
            ? []
            : Answers.Durable(await node.Engine.QueryAsync((queries, _) => known.Distinct().ToDictionary(i => i, i => queries.BalancesAfter(i, 100))));
        var answers = new TransferAnswer[commands.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            ref readonly var result = ref results[i];
            var (digits, sums) = (reader.DigitsOf(commands[i], holds) ?? 0, (result.Debit, result.Credit));
            if (then.TryGetValue(result.Index, out var earlier) && earlier is { } found) sums = found;
            var isKnown = sums != default;
            answers[i] = new TransferAnswer(
                commands[i].Id, result.Outcome.ToString(), result.Index, result.Time,
                Outcomes.IsDone(result.Outcome) ? Amounts.Text(result.Amount, digits) : null,
                isKnown ? LedgerViews.Of(sums.Debit, digits) : null, isKnown ? LedgerViews.Of(sums.Credit, digits) : null);
        }

        return answers;
    }

    private static async Task<EntryView> OneAsync(string id, HttpContext http, Node node, MoneyPowers powers)
    {
        var (sight, command) = (await powers.SightAsync(Caller.Of(http)), Given.Uuid(id, "id")!.Value);
        var index = await node.ReadAsync((_, ledger) => ledger.TryFindCommand(command, out var entry) ? entry : (ulong?)null)
            ?? throw Refused.NotFound("the log knows no command of that id");
        var bytes = node.Engine.Log.ReadEntry(index);
        if (LedgerEntry.Read(bytes) is not { } moving)
        {
            throw RefusedEntry.TryRead(bytes, out var refused) && refused!.Request == LedgerRequestKind.Transfer
                ? new Refused(404, "It was refused", $"the command was refused: {Outcomes.TitleOf((TransferOutcome)refused.Code)}")
                {
                    Outcome = ((TransferOutcome)refused.Code).ToString(), Evidence = index,
                }
                : Refused.NotFound("the command of that id moved no money");
        }

        var view = Answers.Durable(await node.Engine.QueryAsync((queries, _) => queries.HoldOf(index).State));
        return await node.ReadAsync((_, ledger) =>
        {
            if (sight is { } own && !moving.Lines.Any(line => ledger.TryGetAccount(line.Account, out var account) && account.Party == own))
                throw Refused.NotFound("the log knows no command of that id");
            return LedgerViews.Of(moving, view, null, ledger, node.Names).With(bytes);
        });
    }

    private static async Task<Written> PostAsync(PostingsRequest request, HttpContext http, Node node, MoneyPowers powers, AccountFacts facts)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var head = Commands.Head(http, node);
        await facts.LearnAsync([.. request.Lines.Concat(request.Conditions).Select((line, i) => Given.Id(line.Account, $"/lines/{i}/account"))]);
        var command = new PostingsCommand(head, Lines(request.Lines, "/lines", facts))
        {
            Conditions = Lines(request.Conditions, "/conditions", facts),
            Code = Given.Code(request.Code, "/code")!.Value,
            Corrects = request.Corrects ?? default,
            Reference = request.Reference ?? default,
        };
        return Answers.Written(await node.Engine.SubmitAsync(command, cancellation: http.RequestAborted), head.Id,
            result => result.Outcome >= PostingsOutcome.AccountNotFound ? $"/lines/{result.Place}" : null);
    }

    private static PostingsCommand.Line[] Lines(IReadOnlyList<PostingLine> lines, string place, AccountFacts facts) =>
    [
        .. lines.Select((line, i) =>
        {
            var id = Given.Id(line.Account, $"{place}/{i}/account");
            var digits = facts.TryGet(id, out var fact) ? fact.Digits : (int?)null;
            var side = Given.OneOf<Side>(line.Side, $"{place}/{i}/side")!.Value;
            return new PostingsCommand.Line(id, side, Amounts.Parse(line.Amount, digits, $"{place}/{i}/amount"));
        }),
    ];
}
