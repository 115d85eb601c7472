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
            : recovery.Then is { Party.Role: PartyRole.Plain or PartyRole.Consumer } actor
                ? ($"{actor.Name} cannot act when the product is not back in time",
                    $"{actor.Party.Name} is bound only when a case opens",
                    "name an authority of ours, or of an independent party")
            : (null, null, null);
        if (title is null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.NoRecovery, title, recovery.Span, label!) with { Fix = new Fix(fix!) });
    }
}
