namespace Onus.Ledger;

/// <summary>How the ledger keeps its tables; nothing that it decides depends on it.</summary>
public sealed record LedgerOptions
{
    /// <summary>A number that outsiders do not know, so that nobody can choose ids that collide in memory.</summary>
    public ulong HashKey { get; init; }
}
