using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>A case as lists need it; places are those of its product version.</summary>
/// <param name="Opened">The entry that opened it.</param>
/// <param name="Number">Its place in the order of opening.</param>
/// <param name="Product">The product version.</param>
/// <param name="State">The state.</param>
/// <param name="Stake">The stake in minor units.</param>
/// <param name="Parties">The actor of each party.</param>
/// <param name="Liability">What each party is liable for.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it ended; null while it is open.</param>
/// <param name="Due">What falls due next; null where it has ended.</param>
/// <param name="Head">Its last material entry.</param>
/// <param name="Last">Its last entry of any kind.</param>
internal sealed record CaseLine(
    ulong Opened, uint Number, EnactedProduct Product, int State, UInt128 Stake, ulong[] Parties, UInt128[] Liability, LogTime OpenedAt,
    LogTime? ClosedAt, DueStep? Due, ulong Head, ulong Last)
{
    /// <summary>Who may be shown by what the case came where it is; null for everybody who may see the case.</summary>
    public Secrecy? Secrecy { get; init; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>The currency of the stake; none where there is none.</summary>
    public Currency Currency => Product.Product.Stake is { } stake ? Product.Product.Facts[stake].Currency : default;

    public static CaseLine Of(CaseSummary summary) => new(
        summary.Opened, summary.Number, summary.Product, summary.State, summary.Stake, [.. summary.Parties], [.. summary.Liability],
        summary.OpenedAt, summary.ClosedAt, summary.Due, summary.Head, summary.Last);
}
