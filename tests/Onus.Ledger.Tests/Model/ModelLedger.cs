using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Model;

/// <summary>The ledger as its description says it, slow and obvious: dictionaries, lists, unbounded integers, copies.</summary>
/// <remarks>It shares no code with the ledger but the names of commands and outcomes. A chain runs on a copy of the whole
/// model, which is thrown away if the chain fails.</remarks>
internal sealed class ModelLedger
{
    private static readonly BigInteger Most = (BigInteger.One << 128) - 1;

    public Dictionary<Id128, ModelAccount> Accounts { get; private set; } = [];

    public Dictionary<Id128, ModelCommand> Commands { get; private set; } = [];

    public HashSet<Id128> Books { get; } = [];

    public int NextIndex { get; set; }

    public LogTime LastTime { get; set; }

    public LogTime Clock { get; set; }

    private LogTime Now => Clock > LastTime ? Clock : LastTime.Plus(1);

    public List<(TransferOutcome Outcome, ulong Index, UInt128 Amount)> Run(IReadOnlyList<TransferCommand> commands)
    {
        var answers = new List<(TransferOutcome, ulong, UInt128)>();
        for (var i = 0; i < commands.Count;)
        {
            var chain = commands.Skip(i).TakeWhile(command => command.Linked).ToList();
            if (i + chain.Count == commands.Count && chain.Count > 0)
            {
                answers.AddRange(chain.Select(_ => (TransferOutcome.ChainOpen, 0UL, UInt128.Zero)));
                break;
            }

            chain.Add(commands[i + chain.Count]);
            answers.AddRange(chain.Count == 1 ? [RunAlone(chain[0])] : RunChain(chain));
            i += chain.Count;
        }

        return answers;
    }

    public OpenAccountOutcome Run(OpenAccount command)
    {
        if (!Books.Contains(command.Book)) return Refuse(command.Head.Id, command, OpenAccountOutcome.BookNotFound);
        if (Accounts.ContainsKey(command.Account)) return Refuse(command.Head.Id, command, OpenAccountOutcome.AccountExists);
        Accounts.Add(command.Account, new ModelAccount
        {
            Id = command.Account,
            Book = command.Book,
            Party = command.Party,
            Code = command.Code,
            DebitLimit = command.DebitLimit,
            CreditLimit = command.CreditLimit,
        });
        Accounts[command.Account].History.Add((ulong)NextIndex);
        Accept(command.Head.Id, command);
        return OpenAccountOutcome.Accepted;
    }

    public ChangeLimitsOutcome Run(ChangeLimits command)
    {
        if (command.Account.IsNone) return ChangeLimitsOutcome.AccountMustNotBeZero;
        if (!Accounts.TryGetValue(command.Account, out var account))
            return Refuse(command.Head.Id, command, ChangeLimitsOutcome.AccountNotFound);
        if (account.Closed) return Refuse(command.Head.Id, command, ChangeLimitsOutcome.AccountClosed);
        (account.DebitLimit, account.CreditLimit) = (command.DebitLimit, command.CreditLimit);
        account.History.Add((ulong)NextIndex);
        Accept(command.Head.Id, command);
        return ChangeLimitsOutcome.Accepted;
    }

    public CloseAccountOutcome Run(CloseAccount command)
    {
        if (command.Account.IsNone) return CloseAccountOutcome.AccountMustNotBeZero;
        if (!Accounts.TryGetValue(command.Account, out var account))
            return Refuse(command.Head.Id, command, CloseAccountOutcome.AccountNotFound);
        if (account.Closed) return Refuse(command.Head.Id, command, CloseAccountOutcome.AlreadyClosed);
        var empty = account.Debits == account.Credits && account.HeldDebits == 0 && account.HeldCredits == 0;
        if (command.EmptyOnly && !empty) return Refuse(command.Head.Id, command, CloseAccountOutcome.NotEmpty);
        account.Closed = true;
        account.History.Add((ulong)NextIndex);
        Accept(command.Head.Id, command);
        return CloseAccountOutcome.Accepted;
    }

    public ReopenAccountOutcome Run(ReopenAccount command)
    {
        if (command.Account.IsNone) return ReopenAccountOutcome.AccountMustNotBeZero;
        if (!Accounts.TryGetValue(command.Account, out var account))
            return Refuse(command.Head.Id, command, ReopenAccountOutcome.AccountNotFound);
        if (!account.Closed) return Refuse(command.Head.Id, command, ReopenAccountOutcome.NotClosed);
        account.Closed = false;
        account.History.Add((ulong)NextIndex);
        Accept(command.Head.Id, command);
        return ReopenAccountOutcome.Accepted;
    }

    public PostingsOutcome Run(PostingsCommand command)
    {
        var outcome = ModelPostings.Judge(this, command, Now);
        if (outcome != PostingsOutcome.Accepted)
            return outcome >= PostingsOutcome.CorrectedNotFound ? Refuse(command.Head.Id, command, outcome) : outcome;
        foreach (var line in command.Lines)
        {
            var account = Accounts[line.Account];
            if (line.Side == Side.Debit) account.Debits += line.Amount;
            else account.Credits += line.Amount;
            account.History.Add((ulong)NextIndex);
        }

        Accept(command.Head.Id, command);
        return outcome;
    }

    /// <summary>Lapses up to that many of the holds that are due, first due first.</summary>
    public int Lapse(int most)
    {
        var due = Commands.Values.Where(c => c.Rest > 0 && c.Due != default && c.Due <= Clock)
            .OrderBy(c => c.Due).ThenBy(c => c.Index).Take(most).ToList();
        foreach (var hold in due)
        {
            var transfer = (TransferCommand)hold.Content!;
            Release(hold, hold.Rest);
            Accounts[transfer.Debit].History.Add((ulong)NextIndex);
            Accounts[transfer.Credit].History.Add((ulong)NextIndex);
            (LastTime, NextIndex) = (Now, NextIndex + 1);
        }

        return due.Count;
    }

    public static bool Exceeds(BigInteger amount) => amount > Most;

    /// <summary>The money of a book, posted and held; the most that its sums may reach is 2^128 - 1.</summary>
    public BigInteger TotalOf(Id128 book) =>
        Accounts.Values.Where(a => a.Book == book).Aggregate(BigInteger.Zero, (sum, a) => sum + a.Debits + a.HeldDebits);

    public bool HasPosted(Id128 id) => Commands.TryGetValue(id, out var command) && command.Refused is null
        && (command.Content is PostingsCommand
            || (command.Content is TransferCommand t && t.Act is not (TransferAct.Hold or TransferAct.Void)));

    public bool IsAccepted(Id128 id) => Commands.TryGetValue(id, out var command) && command.Refused is null;

    private List<(TransferOutcome, ulong, UInt128)> RunChain(List<TransferCommand> chain)
    {
        var copy = Copy();
        var answers = chain.Select(_ => (Outcome: TransferOutcome.LinkedFailed, Index: 0UL, Amount: UInt128.Zero)).ToList();
        var culprit = -1;
        for (var i = 0; i < chain.Count && culprit < 0; i++)
        {
            answers[i] = copy.RunAlone(chain[i], inChain: true);
            if (answers[i].Outcome is not (TransferOutcome.Accepted or TransferOutcome.Exists)) culprit = i;
        }

        if (culprit < 0 && answers.Select(a => a.Outcome).Distinct().Count() == 1)
        {
            (Accounts, Commands, NextIndex, LastTime) = (copy.Accounts, copy.Commands, copy.NextIndex, copy.LastTime);
            return answers;
        }

        ulong index = culprit >= 0 ? answers[culprit].Index : 0;
        if (culprit >= 0 && answers[culprit].Outcome >= TransferOutcome.TargetNotFound)
        {
            index = (ulong)NextIndex;
            Refuse(chain[culprit].Id, chain[culprit], answers[culprit].Outcome);
        }

        return [.. answers.Select((answer, i) =>
            i == culprit ? (answer.Outcome, index, answer.Amount)
            : answer.Outcome == TransferOutcome.Exists ? answer
            : (TransferOutcome.LinkedFailed, index, UInt128.Zero))];
    }

    private (TransferOutcome Outcome, ulong Index, UInt128 Amount) RunAlone(TransferCommand command, bool inChain = false)
    {
        var outcome = ModelTransfers.Judge(this, command, Now, out var amount);
        if (outcome == TransferOutcome.Accepted)
        {
            Move(command, amount);
            return (outcome, (ulong)NextIndex - 1, (UInt128)amount);
        }

        if (outcome >= TransferOutcome.TargetNotFound)
        {
            if (inChain) return (outcome, 0, 0);
            Refuse(command.Id, command, outcome);
            return (outcome, (ulong)NextIndex - 1, 0);
        }

        var known = (byte)outcome >= 65 && Commands.TryGetValue(command.Id, out var first) ? first : null;
        return (outcome, known?.Index ?? 0, outcome == TransferOutcome.Exists || (byte)outcome is > 66 and < 127 ? known!.Amount : 0);
    }

    private void Move(TransferCommand command, BigInteger amount)
    {
        var due = command.Act != TransferAct.Hold ? default : command.Timeout > 0 ? Now.Plus(command.Timeout) : command.Due;
        var hold = command.Act is TransferAct.Capture or TransferAct.Void ? Commands[command.Target] : null;
        var moved = hold is null ? command : (TransferCommand)hold.Content!;
        var (debit, credit) = (Accounts[moved.Debit], Accounts[moved.Credit]);
        if (command.Act == TransferAct.Hold) (debit.HeldDebits, credit.HeldCredits) = (debit.HeldDebits + amount, credit.HeldCredits + amount);
        if (hold is not null) Release(hold, command.KeepRest ? amount : hold.Rest);
        if (command.Act is not (TransferAct.Hold or TransferAct.Void))
            (debit.Debits, credit.Credits) = (debit.Debits + amount, credit.Credits + amount);
        debit.History.Add((ulong)NextIndex);
        credit.History.Add((ulong)NextIndex);
        Accept(command.Id, command, (UInt128)amount, command.Act == TransferAct.Hold ? amount : 0, due);
    }

    private void Release(ModelCommand hold, BigInteger amount)
    {
        var transfer = (TransferCommand)hold.Content!;
        Accounts[transfer.Debit].HeldDebits -= amount;
        Accounts[transfer.Credit].HeldCredits -= amount;
        hold.Rest -= amount;
    }

    private void Accept(Id128 id, object content, UInt128 amount = default, BigInteger rest = default, LogTime due = default)
    {
        Commands.Add(id, new ModelCommand
        {
            Content = content, Index = (ulong)NextIndex, Time = Now, Amount = amount, Rest = rest, Due = due,
        });
        (LastTime, NextIndex) = (Now, NextIndex + 1);
    }

    private T Refuse<T>(Id128 id, object content, T outcome)
        where T : struct, Enum
    {
        Commands.Add(id, new ModelCommand { Content = content, Index = (ulong)NextIndex, Time = Now, Refused = outcome });
        (LastTime, NextIndex) = (Now, NextIndex + 1);
        return outcome;
    }

    private ModelLedger Copy()
    {
        var copy = new ModelLedger { NextIndex = NextIndex, LastTime = LastTime, Clock = Clock };
        foreach (var (id, account) in Accounts) copy.Accounts.Add(id, account.Copy());
        foreach (var (id, command) in Commands) copy.Commands.Add(id, command.Copy());
        foreach (var book in Books) copy.Books.Add(book);
        return copy;
    }
}
