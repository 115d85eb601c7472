using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>What every route of cases needs: cases found for who asks, commands sent and answered.</summary>
internal sealed class CaseDesk(Node node, CaseBoard board, ActorNames names, Deposits deposits, LogPages log, ProductTexts products)
{
    /// <summary>What commits to the vault.</summary>
    public Deposits Deposits => deposits;

    /// <summary>A case that the caller may see.</summary>
    /// <exception cref="Refused">There is none for them: what they may not see is as if it were not there.</exception>
    public async Task<(CaseLine Line, Sight Sight)> FindAsync(HttpContext http, ulong opened)
    {
        var sight = await Sight.OfAsync(http, node).ConfigureAwait(false);
        var line = await board.FindAsync(opened).ConfigureAwait(false);
        return line is not null && sight.MaySee(line) ? (line, sight) : throw NoCase(opened);
    }

    /// <summary>There is no such case, or none that the caller may see.</summary>
    public static Refused NoCase(ulong opened) => Refused.NotFound($"there is no case {opened}, or none that you may see");

    /// <summary>What the caller may think of doing in a case. Why something is not possible is said without its facts where a
    /// confidential act brought some that the caller may not see.</summary>
    public async Task<IReadOnlyList<CaseOption>> OptionsAsync(CaseLine line, Sight sight)
    {
        var options = await node.ReadAsync((cases, _) => cases.OptionsOf(line.Opened, sight.Caller.Actor, node.LogNow)).ConfigureAwait(false);
        if (!CaseSecrets.Of(line, sight, log, products).HidesAny) return options;
        return [.. options.Select(option => option.WhyNot is { } why ? option with { WhyNot = why.Split(':')[0] } : option)];
    }

    /// <summary>The person whom something in a case is about.</summary>
    public Id128 SubjectOf(CaseLine line, ulong actor) => deposits.SubjectOf(line.Product.Product, line.Parties, actor, names);

    /// <summary>Sends a command of a case and answers it, with the case's new head as its ETag.</summary>
    public async Task<CaseAnswer> SendAsync(HttpContext http, CaseCommand command, EnactedProduct? product)
    {
        var answer = await node.Engine.SubmitAsync(command, cancellation: http.RequestAborted).ConfigureAwait(false);
        var detail = answer.IsDurable && product is not null ? await DetailAsync(http, answer.Result, product.Product, command).ConfigureAwait(false) : null;
        var written = Answers.Written(answer, command.Head.Id, detail);
        var line = await board.FindAsync(answer.Result.Case).ConfigureAwait(false);
        if (line is null) return new CaseAnswer(written, answer.Result.Case, 0, "");
        Commands.SayHead(http, line.Head);
        return new CaseAnswer(written, line.Opened, line.Head, line.Product.Product.States[line.State].Name);
    }

    /// <summary>The entry that opened a ledger account that is named by id or name.</summary>
    public async Task<ulong> AccountAsync(string account, string pointer)
    {
        if (account.Length is 0 or > NameRegister.MostCharacters) throw Refused.Malformed("an account is a UUID, or a name of at most 100 characters", pointer);
        var id = Id128.OfName(account);
        var opened = await node.ReadAsync((_, ledger) => ledger.TryGetAccount(id, out var found) ? found.Opened : 0).ConfigureAwait(false);
        return opened != 0 ? opened : throw new Refused(422, "Account not found", $"there is no account {account}") { Pointer = pointer, Outcome = "AccountNotOpen" };
    }

    /// <summary>Why a command was refused, in the product's words where the refusal is about something of it.</summary>
    private async Task<string?> DetailAsync(HttpContext http, CaseResult result, Language.Compiled.Product product, CaseCommand command)
    {
        if (result.Outcome is CaseOutcome.Accepted or CaseOutcome.Exists) return null;
        if (result.Outcome == CaseOutcome.StaleHead)
            return $"the case moved on to entry {result.About} since it was looked at: look again, then decide";
        var about = CaseWords.Of(product, result).Replace('_', ' ');
        if (command is not (TakeStep or ApproveStep) || await board.FindAsync(result.Case).ConfigureAwait(false) is not { } line) return about;

        // The same words as the options would say.
        var step = command is TakeStep take ? take.Step : ((ApproveStep)command).Step;
        var options = await OptionsAsync(line, await Sight.OfAsync(http, node).ConfigureAwait(false)).ConfigureAwait(false);
        var why = options.FirstOrDefault(option => product.Steps[option.Step].Name == step)?.WhyNot;
        return why is null ? about : $"{about}: {names.In(why)}";
    }
}
