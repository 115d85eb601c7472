using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>What else could stand where a name stands: names of the same kind, and of the same measure for thresholds.</summary>
internal sealed class Declarations
{
    private readonly Dictionary<NameKind, List<string>> _names = [];
    private readonly Dictionary<string, string> _measures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

    internal Declarations(SyntaxTree tree)
    {
        foreach (var name in tree.Root.Nodes().OfType<NameSyntax>().Where(n => n.Declares))
            (_names.TryGetValue(name.Kind, out var list) ? list : _names[name.Kind] = []).Add(name.Text);
        foreach (var setting in tree.Root.Nodes().OfType<SettingSyntax>())
            if (setting.Value is LiteralSyntax literal) _measures.TryAdd(setting.Name.Text, Measure(literal));
        foreach (var fact in tree.Root.Nodes().OfType<FactSyntax>())
        {
            _facts[fact.Name.Text] = fact.Kind.ToString();
            _members[fact.Name.Text] = fact.Kind == Binding.FactKind.YesOrNo ? ["yes", "no"] : [.. fact.Members.Select(m => m.Text)];
        }
    }

    /// <summary>Every other name that binds where this one does; two neighbours at most where there are many.</summary>
    internal IEnumerable<string> Alternatives(NameSyntax use, SectionSyntax section)
    {
        var all = Candidates(use, section).Where(c => c != use.Text).Distinct().ToList();
        if (use.Kind is NameKind.Party or NameKind.Account or NameKind.Member or NameKind.Legal or NameKind.Funds) return all;
        var start = all.FindIndex(c => string.CompareOrdinal(c, use.Text) > 0);
        return Enumerable.Range(0, Math.Min(2, all.Count)).Select(i => all[(Math.Max(start, 0) + i) % all.Count]);
    }

    private IEnumerable<string> Candidates(NameSyntax use, SectionSyntax section) => use.Kind switch
    {
        NameKind.Actor => [.. Of(NameKind.Party), .. Of(NameKind.Authority)],
        NameKind.Quantity or NameKind.Operand when _measures.TryGetValue(use.Text, out var measure) =>
            _measures.Where(m => m.Value == measure).Select(m => m.Key),
        NameKind.Fact or NameKind.Operand when _facts.TryGetValue(use.Text, out var kind) =>
            _facts.Where(f => f.Value == kind).Select(f => f.Key),
        NameKind.Member => Members(use, section),
        NameKind.Key => [.. Of(NameKind.Party), "product"],
        NameKind.Report => [],
        _ => Of(use.Kind),
    };

    private List<string> Of(NameKind kind) => _names.GetValueOrDefault(kind) ?? [];

    // The members of the fact that the same test names.
    private List<string> Members(NameSyntax use, SectionSyntax section)
    {
        foreach (var node in section.Nodes())
        {
            var fact = node switch
            {
                ComparisonSyntax comparison when comparison.Value.Nodes().Contains(use) => comparison.Fact.Text,
                MembershipSyntax membership when membership.Members.Contains(use) => membership.Fact.Text,
                _ => null,
            };
            if (fact is not null) return _members.GetValueOrDefault(fact) ?? [];
        }

        return [];
    }

    private static string Measure(LiteralSyntax literal) => literal.Unit switch
    {
        QuantityUnit.Money => "money " + literal.Currency?.Text,
        >= QuantityUnit.Second => "time",
        var unit => unit.ToString(),
    };
}
