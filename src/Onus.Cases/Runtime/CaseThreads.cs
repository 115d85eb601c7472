using Onus.Cases.Duties;

namespace Onus.Cases.Runtime;

/// <summary>The cases as duties and the keeping of evidence see them.</summary>
internal sealed class CaseThreads(CaseTables tables) : ICaseThreads
{
    public string Origin => tables.Origin;

    public EnactedProduct ProductOf(ulong enacted) => tables.Products.Get(enacted);

    public bool TryGet(ulong @case, out CaseThread thread)
    {
        var found = tables.Cases.TryGet(@case, out var record);
        thread = found ? new CaseThread(tables.Products.Get(record!.Product), [.. record.Parties], record.ClosedAt, record.NextLink) : default;
        return found;
    }
}
