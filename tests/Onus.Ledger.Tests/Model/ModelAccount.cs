using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Model;

internal sealed class ModelAccount
{
    public Id128 Id, Book, Party;
    public ushort Code;
    public UInt128? DebitLimit, CreditLimit;
    public bool Closed;
    public BigInteger Debits, Credits, HeldDebits, HeldCredits;
    public List<ulong> History = [];

    /// <summary>What it has to give, and what it owes to take; negative where there is less than nothing.</summary>
    public BigInteger Has => Credits - Debits - HeldDebits;

    public BigInteger Owes => Debits - Credits - HeldCredits;

    public Balances Balances => new((UInt128)Debits, (UInt128)Credits, (UInt128)HeldDebits, (UInt128)HeldCredits);

    public ModelAccount Copy()
    {
        var copy = (ModelAccount)MemberwiseClone();
        copy.History = [.. History];
        return copy;
    }
}

internal sealed class ModelCommand
{
    public object? Content;
    public object? Refused;
    public ulong Index;
    public LogTime Time, Due;
    public UInt128 Amount;
    public BigInteger Rest;

    public ModelCommand Copy() => (ModelCommand)MemberwiseClone();
}
