using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server;

/// <summary>Makes the ledger's transfers of those that callers send.</summary>
internal sealed class TransferReader(Node node, AccountFacts facts, MoneyPowers powers)
{
    // The act by the name that the API gives it.
    private static readonly (string Name, TransferAct Act)[] Acts =
    [
        ("Post", TransferAct.Transfer), ("Hold", TransferAct.Hold), ("Capture", TransferAct.Capture), ("Void", TransferAct.Void),
        ("Correct", TransferAct.Correction), ("Import", TransferAct.Import), ("Lapse", TransferAct.Lapse),
    ];

    /// <summary>The API's name of an act.</summary>
    public static string NameOf(TransferAct act) => Acts.First(one => one.Act == act).Name;

    /// <summary>The act of a name.</summary>
    public static TransferAct ActOf(string name, string pointer)
    {
        foreach (var (known, act) in Acts)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return act;
        throw Refused.Malformed($"an act is one of {string.Join(", ", Acts.Select(a => a.Name))}", pointer);
    }

    /// <summary>The commands of requests, in their order.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="http">Whose they are.</param>
    /// <param name="place">What stands before the pointers into one of them.</param>
    public async ValueTask<TransferCommand[]> ReadAsync(IReadOnlyList<TransferRequest> requests, HttpContext http, Func<int, string> place)
    {
        var (caller, trace) = (Caller.Of(http), Commands.TraceOf(http));
        var power = await powers.OfAsync(caller).ConfigureAwait(false);
        var commands = new TransferCommand[requests.Count];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = Begin(requests[i] ?? throw Refused.Malformed("a transfer is missing", place(i)), place(i)) with { Trace = trace, Actor = caller.Actor };
        await facts.LearnAsync(AccountsOf(commands)).ConfigureAwait(false);
        var units = await UnitsOfHoldsAsync(commands).ConfigureAwait(false);
        for (var i = 0; i < commands.Length; i++)
        {
            Demand(power, commands[i], place(i));
            var digits = DigitsOf(commands[i], units);
            commands[i] = commands[i] with
            {
                Amount = Amounts.ParseOrNone(requests[i].Amount, digits, place(i) + "/amount") ?? 0,
                TermAmount = Amounts.ParseOrNone(requests[i].TermAmount, digits, place(i) + "/termAmount") ?? 0,
            };
        }

        return commands;
    }

    /// <summary>Ends the request where the caller may not send one of these commands, whose amounts are in minor units already.</summary>
    /// <exception cref="Refused">The log gives the caller no such power.</exception>
    public async ValueTask DemandAsync(Caller caller, ReadOnlyMemory<TransferCommand> commands)
    {
        var power = await powers.OfAsync(caller).ConfigureAwait(false);
        if (power.IsOfTheHouse) return;
        await facts.LearnAsync(AccountsOf(commands.Span)).ConfigureAwait(false);
        for (var i = 0; i < commands.Length; i++) Demand(power, commands.Span[i], string.Create(CultureInfo.InvariantCulture, $"/transfers/{i}"));
    }

    /// <summary>The digits of the amounts of a command; null where no account of it is known.</summary>
    public int? DigitsOf(in TransferCommand command, Dictionary<Id128, int>? holds = null) =>
        facts.TryGet(command.Debit, out var debit) ? debit.Digits
        : facts.TryGet(command.Credit, out var credit) ? credit.Digits
        : holds is not null && holds.TryGetValue(command.Target, out var digits) ? digits
        : null;

    /// <summary>The digits of what the holds named by captures and voids reserve, by the holds' ids.</summary>
    public async ValueTask<Dictionary<Id128, int>> UnitsOfHoldsAsync(IReadOnlyList<TransferCommand> commands)
    {
        var targets = commands.Where(c => !c.Target.IsNone && DigitsOf(c) is null).Select(c => c.Target).Distinct().ToArray();
        if (targets.Length == 0) return [];
        var entries = await node.ReadAsync((_, ledger) =>
            targets.Select(target => ledger.TryFindCommand(target, out var entry) ? entry : (ulong?)null).ToArray()).ConfigureAwait(false);
        var debits = entries.Select(entry => entry is { } index && TransferLayout.TryRead(node.Engine.Log.ReadEntry(index).Span, out var hold)
            ? hold.Debit
            : 0).ToArray();
        return await node.ReadAsync((_, ledger) =>
        {
            var units = new Dictionary<Id128, int>();
            for (var i = 0; i < targets.Length; i++)
                if (ledger.TryGetAccount(debits[i], out var account) && ledger.TryGetBook(account.Book, out var book)) units[targets[i]] = book.Digits;
            return units;
        }).ConfigureAwait(false);
    }

    private TransferCommand Begin(TransferRequest request, string place)
    {
        var act = ActOf(request.Act, place + "/act");
        if (act == TransferAct.Lapse) throw Refused.Malformed("only the node itself lets a hold lapse", place + "/act");
        return new TransferCommand
        {
            Id = request.Id ?? node.Ids.Next(),
            Act = act,
            Linked = request.Linked,
            KeepRest = request.KeepRest,
            Term = Given.OneOf<TransferTerm>(request.Term, place + "/term")
                ?? (act == TransferAct.Capture && request.Amount is null ? TransferTerm.Whole : TransferTerm.None),
            Debit = request.Debit is { } debit ? Given.Id(debit, place + "/debit") : default,
            Credit = request.Credit is { } credit ? Given.Id(credit, place + "/credit") : default,
            Code = Given.Code(request.Code, place + "/code")!.Value,
            Due = request.Due ?? default,
            Timeout = Nanoseconds(request.TimeoutSeconds, place + "/timeoutSeconds"),
            Target = request.Target ?? default,
            Effective = request.Effective ?? default,
            Reference = request.Reference ?? default,
        };
    }

    // An actor without an authority pays from its own accounts, and no more.
    private void Demand(in MoneyPower power, in TransferCommand command, string place)
    {
        if (power.IsOfTheHouse) return;
        var pays = command.Act is TransferAct.Transfer or TransferAct.Hold;
        if (!pays || !facts.TryGet(command.Debit, out var fact) || fact.Party != power.Token)
        {
            throw new Refused(403, "The log gives no such power", "an actor without an authority pays from its own accounts, and no more")
            {
                Pointer = place + (pays ? "/debit" : "/act"),
            };
        }
    }

    private static ulong Nanoseconds(ulong? seconds, string pointer) => seconds is null ? 0
        : seconds <= ulong.MaxValue / LogTime.NanosecondsPerSecond ? seconds.Value * LogTime.NanosecondsPerSecond
        : throw Refused.Malformed(string.Create(CultureInfo.InvariantCulture, $"a timeout has at most {ulong.MaxValue / LogTime.NanosecondsPerSecond} seconds"), pointer);

    private static List<Id128> AccountsOf(ReadOnlySpan<TransferCommand> commands)
    {
        var accounts = new List<Id128>(2 * commands.Length);
        foreach (ref readonly var command in commands)
        {
            accounts.Add(command.Debit);
            accounts.Add(command.Credit);
        }

        return accounts;
    }
}
