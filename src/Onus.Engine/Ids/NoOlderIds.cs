using Onus.Core;
using Onus.Ledger;

namespace Onus.Engine.Ids;

/// <summary>Stands for the runs of ids where none was released, or where entries are folded and no command is asked for.</summary>
internal sealed class NoOlderIds : IOlderIds
{
    public static NoOlderIds Instance { get; } = new();

    public bool TryFind(Id128 id, out ulong index)
    {
        index = 0;
        return false;
    }
}
