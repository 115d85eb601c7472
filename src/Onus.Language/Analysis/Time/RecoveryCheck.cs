using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0412: where a product says that it recovers, it says how soon, and who acts when it does not.</summary>
internal static class RecoveryCheck
{
    public static void Check(BoundProduct product, DiagnosticBag bag)
    {
        if (product.Perimeter.Recovery is not { } recovery) return;
        var (title, label, fix) =
            recovery.Within.Value.Amount == 0
                ? ("the product recovers within no time at all", "no system does", "give the time that an outage may last")
            : recovery.Then is null
                ? ("nobody acts when the product is not back in time", "no `then`", "add `, then` with the authority that takes over")
            : (null, null, null);
        if (title is null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.NoRecovery, title, recovery.Span, label!) with { Fix = new Fix(fix!) });
    }
}
