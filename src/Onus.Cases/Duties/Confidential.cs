using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Duties;

/// <summary>Which acts are confidential: those in which a step fires that tells somebody without reasons (LANGUAGE,
/// "Confidential steps").</summary>
internal static class Confidential
{
    /// <summary>Whether an act of these firings is sealed.</summary>
    public static bool Is(Product product, ReadOnlySpan<Firing> firings)
    {
        foreach (var firing in firings)
            foreach (var notice in product.Steps[firing.Step].Tells)
                if (notice.Reasons == Reasons.Without) return true;
        return false;
    }
}
