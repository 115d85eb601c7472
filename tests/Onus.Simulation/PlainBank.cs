using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Simulation;

/// <summary>What a ledger must do, written down slowly and obviously from its description: balances in a dictionary, holds in
/// a list, one command after the other in the order of the log.</summary>
/// <remarks>It knows one book, one source without a limit, and accounts that may not go negative.</remarks>
internal sealed class PlainBank(Id128 source)
{
    private readonly Dictionary<Id128, Int128> _posted = [];
    private readonly Dictionary<Id128, Int128> _reserved = [];
    private readonly Dictionary<Id128, PlainHold> _holds = [];

    /// <summary>Credits minus debits, posted.</summary>
    public Int128 Balance(Id128 account) => _posted.GetValueOrDefault(account);

    /// <summary>What holds reserve on the debit side.</summary>
    public Int128 Reserved(Id128 account) => _reserved.GetValueOrDefault(account);

    /// <summary>The holds that are due at or before that instant are over.</summary>
    public void Lapse(LogTime now)
    {
        foreach (var hold in _holds.Values)
        {
            if (hold.Rest == 0 || hold.Due > now) continue;
            Reserve(hold.Debit, -hold.Rest);
            hold.Rest = 0;
        }
    }

    /// <summary>Runs a command at the time at which the log accepted or refused it.</summary>
    /// <returns>Whether it is accepted, and what it moves.</returns>
    public (bool Accepted, Int128 Amount) Run(in TransferCommand command, LogTime at) => command.Act switch
    {
        TransferAct.Transfer => Pay(command),
        TransferAct.Hold => Hold(command, at),
        TransferAct.Capture => Capture(command, at),
        _ => Void(command, at),
    };

    private (bool, Int128) Pay(in TransferCommand c)
    {
        var amount = (Int128)c.Amount;
        if (!CanSpend(c.Debit, amount)) return (false, 0);
        Move(c.Debit, c.Credit, amount);
        return (true, amount);
    }

    private (bool, Int128) Hold(in TransferCommand c, LogTime at)
    {
        var amount = (Int128)c.Amount;
        if (!CanSpend(c.Debit, amount)) return (false, 0);
        Reserve(c.Debit, amount);
        _holds.Add(c.Id, new PlainHold { Debit = c.Debit, Credit = c.Credit, Rest = amount, Due = at.Plus(c.Timeout) });
        return (true, amount);
    }

    private (bool, Int128) Capture(in TransferCommand c, LogTime at)
    {
        if (!_holds.TryGetValue(c.Target, out var hold) || hold.Rest == 0 || hold.Due <= at) return (false, 0);
        var amount = (Int128)c.Amount;
        if (amount > hold.Rest) return (false, 0);
        Reserve(hold.Debit, -hold.Rest);
        hold.Rest = 0;
        Move(hold.Debit, hold.Credit, amount);
        return (true, amount);
    }

    private (bool, Int128) Void(in TransferCommand c, LogTime at)
    {
        if (!_holds.TryGetValue(c.Target, out var hold) || hold.Rest == 0 || hold.Due <= at) return (false, 0);
        var rest = hold.Rest;
        Reserve(hold.Debit, -rest);
        hold.Rest = 0;
        return (true, rest);
    }

    private bool CanSpend(Id128 account, Int128 amount) => account == source || Balance(account) - Reserved(account) >= amount;

    private void Move(Id128 debit, Id128 credit, Int128 amount)
    {
        _posted[debit] = Balance(debit) - amount;
        _posted[credit] = Balance(credit) + amount;
    }

    private void Reserve(Id128 account, Int128 amount) => _reserved[account] = Reserved(account) + amount;

    private sealed class PlainHold
    {
        public Id128 Debit { get; init; }

        public Id128 Credit { get; init; }

        public Int128 Rest { get; set; }

        public LogTime Due { get; init; }
    }
}
