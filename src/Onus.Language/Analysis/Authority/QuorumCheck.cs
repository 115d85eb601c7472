using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>ONUS0502: a quorum asks for no more people than can be different ones.</summary>
/// <remarks>One named authority may send several of its people. Where several are named, each person stands for a
/// different one, so no more can be asked for than are named.</remarks>
internal static class QuorumCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var authority in product.Authorities)
        {
            if (authority.Quorum is not { } quorum || Reason(authority, quorum) is not { } reason) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.QuorumCannotBeMet,
                $"{authority.Name} can never be {quorum.Needed} different people", quorum.Span, reason.Label) with
            {
                Fix = new Fix(reason.Fix),
                Poisons = [.. product.Steps.Where(s => s.Person()?.Name == authority.Name).Select(Poison.Decision)],
            });
        }
    }

    private static (string Label, string Fix)? Reason(BoundAuthority authority, BoundQuorum quorum)
    {
        var names = quorum.Members.Select(m => m.Name).Distinct().ToList();
        if (names.Contains(authority.Name)) return ("it is made of itself", "name the authorities that its people hold");
        if (quorum.Members.FirstOrDefault(m => m.Of.Name != authority.Of.Name) is { } stranger)
            return ($"{stranger.Name} is of {stranger.Of.Name}, whose people never decide for {authority.Of.Name}",
                $"name authorities of {authority.Of.Name} only");
        if (authority.Of.Role == PartyRole.Consumer && quorum.Needed > 1)
            return ($"{authority.Of.Name} is one person", "remove the quorum");
        return names.Count > 1 && quorum.Needed > names.Count
            ? ($"only {names.Count} authorities are named, and each sends one person", $"write `is {names.Count} of`")
            : null;
    }
}
