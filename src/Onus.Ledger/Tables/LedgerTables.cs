namespace Onus.Ledger.Tables;

/// <summary>The whole state of the ledger: what the fold over the entries has made.</summary>
internal sealed class LedgerTables : IDisposable
{
    public LedgerTables(ulong hashKey, IOlderIds olderIds)
    {
        var hash = new TableHash(hashKey);
        Accounts = new AccountTable(hash);
        Holds = new HoldTable(hash);
        Ids = new IdTable(hash, olderIds);
    }

    public BookTable Books { get; } = new();

    public AccountTable Accounts { get; }

    public HoldTable Holds { get; }

    public IdTable Ids { get; }

    public void Dispose()
    {
        Accounts.Dispose();
        Holds.Dispose();
        Ids.Dispose();
    }
}
