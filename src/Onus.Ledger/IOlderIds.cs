using Onus.Core;

namespace Onus.Ledger;

/// <summary>Where the ledger finds command ids that it was told to release from memory: sorted runs on disk.</summary>
public interface IOlderIds
{
    /// <summary>Finds the entry of an accepted or refused command.</summary>
    /// <returns>Whether the id was released and has an entry; the answer must be exact.</returns>
    bool TryFind(Id128 id, out ulong index);
}
