namespace Onus.Ledger.Tables;

/// <summary>Sees each bucket before it changes; there is one while a frozen view of the accounts is read.</summary>
internal interface IBucketWatcher
{
    /// <summary>Called on the writer's thread, before the first byte of the bucket changes.</summary>
    void BeforeChange(uint bucket);
}
