namespace Onus.Ledger;

/// <summary>Where the ledger reads entries back: the log, with the batches that are on their way into it.</summary>
public interface IEntryReader
{
    /// <summary>Reads one entry.</summary>
    /// <returns>Whether there is an entry of that index; every index that was ever committed to a batch has one.</returns>
    bool TryRead(ulong index, out ReadOnlyMemory<byte> entry);
}
