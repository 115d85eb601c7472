using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Lowers caps and shadows.</summary>
internal static class CapLowering
{
    public static Cap Lower(BoundCap cap, LoweringNames names)
    {
        Invariant.Holds(cap.On is not null && cap.AtMost is not null);
        return new Cap
        {
            Name = cap.Name,
            Title = cap.Title,
            On = names.Party(cap.On),
            Per = names.MaybeParty(cap.Per?.Party),
            Limit = cap.AtMost.Value,
            Window = cap.Window?.Value,
            Warns = [.. cap.Warns.Select(w => new CapWarning(names.Who(w.Who), (int)w.At.Value.Amount))],
            Opens = [.. cap.Opens.Select(o => new CapOpening(o.Product, (int)o.At.Value.Amount))],
            Blocks = [.. cap.Blocks.Select(s => s.Index)],
            Instead = cap.Instead?.Index,
        };
    }

    public static Shadow Lower(BoundShadow shadow, LoweringNames names, FactLowering facts) => new()
    {
        Name = shadow.Name,
        Title = shadow.Title,
        Because = [.. shadow.Because.Select(names.Source)],
        Instead = [.. shadow.InsteadOf.Select(r => new ShadowRule(r.Step.Index, facts.Lower(r.When)))],
        Until = shadow.Until,
        Report = shadow.Report is { } r ? new ShadowReport(r.What, names.Regulator(r.To), r.Every.Value) : null,
        PromotedBy = names.MaybeWho(shadow.PromotedBy),
    };
}
