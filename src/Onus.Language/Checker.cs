using Onus.Language.Binding;

namespace Onus.Language;

/// <summary>Runs the analyses of a bound product in their fixed order, so that where two codes fit one fault the earlier
/// stage wins: states, time, guards, authority, liability, ledger, evidence, sources.</summary>
internal static class Checker
{
    private static readonly Action<BoundProduct, DiagnosticBag, CheckOptions>[] Stages = [];

    /// <summary>Adds to the bag whatever the analyses find.</summary>
    public static void Check(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var analyze in Stages) analyze(product, bag, options);
    }
}
