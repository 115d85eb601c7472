using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server.Cases;

/// <summary>Sends acts of the charter for whom the log lets do them; who may not is refused by the log itself.</summary>
internal sealed class CharterDesk(Node node, LogPages log)
{
    /// <summary>Does or proposes an act.</summary>
    public async Task<CharterAnswer> DoAsync(HttpContext http, CharterAct act, ReadOnlyMemory<byte> signature = default, Func<CharterResult, string?>? why = null)
    {
        var head = Commands.Head(http, node);
        return await SendAsync(http, new DoAct(head, act, signature), why).ConfigureAwait(false);
    }

    /// <summary>Sends a command.</summary>
    public async Task<CharterAnswer> SendAsync(HttpContext http, CharterCommand command, Func<CharterResult, string?>? why = null)
    {
        var answer = await node.Engine.SubmitAsync(command, cancellation: http.RequestAborted).ConfigureAwait(false);
        if (answer.IsDurable && why is not null && !Outcomes.IsDone(answer.Result.Outcome) && why(answer.Result) is { } detail)
            throw Answers.Refusal(answer.Result.Outcome, answer.Result.FirstOutcome, answer.Result.Index, detail: detail);
        var written = Answers.Written(answer, command.Head.Id);
        var isProposal = log.TryRead(written.Index, out var entry) && EntryHeader.KindOf(entry.Span) == EntryKind.Proposed;
        return new CharterAnswer(written, isProposal);
    }

    /// <summary>Puts a text into the log unless it is there.</summary>
    /// <exception cref="Refused">The caller may not.</exception>
    public async Task PublishAsync(HttpContext http, ReadOnlyMemory<byte> text)
    {
        var head = Commands.Head(http, node, node.Ids.Next());
        var answer = await node.Engine.SubmitAsync(new PublishText(head, text), cancellation: http.RequestAborted).ConfigureAwait(false);
        if (!answer.IsDurable || answer.Result.Outcome != CharterOutcome.TextExists) Answers.Written(answer, head.Id);
    }

    /// <summary>The front of a command of the charter under the id of the request.</summary>
    public CommandHead Head(HttpContext http) => Commands.Head(http, node);
}
