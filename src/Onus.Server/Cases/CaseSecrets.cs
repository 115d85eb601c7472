using Onus.Cases;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Server.Cases;

/// <summary>What confidential acts brought into a case, as far as one caller may not see it: facts, evidence, duties.</summary>
internal sealed class CaseSecrets
{
    private static readonly CaseSecrets None = new();

    private readonly HashSet<ulong> _entries = [];
    private readonly HashSet<int> _facts = [];

    /// <summary>Whether anything is hidden.</summary>
    public bool HidesAny => _entries.Count > 0;

    /// <summary>The hidden facts by name.</summary>
    public IReadOnlySet<string> FactsOf(Product product) => _facts.Select(place => product.Facts[place].Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether what an entry brought is hidden.</summary>
    public bool Hides(ulong entry) => _entries.Contains(entry);

    /// <summary>Whether a fact was given last by a hidden act.</summary>
    public bool HidesFact(int place) => _facts.Contains(place);

    /// <summary>Finds out by reading the case's entries; nothing is read where nothing of the product is confidential.</summary>
    public static CaseSecrets Of(CaseLine line, Sight sight, LogPages log, ProductTexts products)
    {
        if (!line.Product.Product.Steps.Any(Secrecy.Covers)) return None;
        var secrets = new CaseSecrets();
        foreach (var entry in CaseMoments.Entries(log, line.Last))
            if (CaseMoments.ReadAct(log, entry) is { } act) secrets.Take(act, line, sight, products);
        return secrets;
    }

    private void Take(ActEntry act, CaseLine line, Sight sight, ProductTexts products)
    {
        var isHidden = act.Seal is not null && Secrecy.Of(products.Of(act.Product), act.Firings) is { } secrecy && !sight.IsNamed(secrecy, line.Parties);
        if (isHidden) _entries.Add(act.Envelope.Index);
        foreach (var given in act.Facts)
        {
            if (isHidden) _facts.Add(given.Fact);
            else _facts.Remove(given.Fact);
        }
    }
}
