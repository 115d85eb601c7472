using Onus.Core;

namespace Onus.Cases.Keeping;

/// <summary>How long evidence has to be kept.</summary>
internal static class Retention
{
    /// <summary>The instant from which on a kind of evidence may be destroyed: when every <c>keep</c> that names it is over.</summary>
    /// <param name="product">The product version of the case.</param>
    /// <param name="evidence">The kind's name.</param>
    /// <param name="collected">When it was filed.</param>
    /// <param name="closed">When the case ended; null while it is open.</param>
    /// <returns>Null where no <c>keep</c> names it, or one of them runs from a closing that has not come.</returns>
    public static LogTime? Until(EnactedProduct product, string evidence, LogTime collected, LogTime? closed)
    {
        LogTime? until = null;
        foreach (var keep in product.Product.Keeps)
        {
            if (!keep.Kinds.Any(kind => product.Product.Evidence[kind].Name == evidence)) continue;
            var start = keep.FromClosing ? closed : collected;
            if (start is not { } from) return null;
            var end = product.Calendar.Due(from, keep.Length.ToTerm());
            if (until is null || end > until) until = end;
        }

        return until;
    }
}
