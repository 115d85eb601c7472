using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>What the binders of the sections share: the names, what has been bound so far, and the bag.</summary>
internal sealed class BindingContext(DiagnosticBag bag)
{
    public DiagnosticBag Bag { get; } = bag;

    public Scope Scope { get; } = new(bag);

    public ImmutableArray<Currency> Currencies { get; set; } = [];

    public List<BoundRegulator> Regulators { get; } = [];

    public List<NamedQuantity> Quantities { get; } = [];

    /// <summary>The thresholds whose value is faulty and reported; what uses them stays silent.</summary>
    public HashSet<string> FaultyQuantities { get; } = new(StringComparer.Ordinal);

    public List<BoundRule> Rules { get; } = [];

    public List<BoundPolicy> Policies { get; } = [];

    /// <summary>Rules and policies together, in the order of the source.</summary>
    public List<BoundSource> Sources { get; } = [];

    public List<BoundParty> Parties { get; } = [];

    public List<BoundAuthority> Authorities { get; } = [];

    public List<BoundFact> Facts { get; } = [];

    public List<BoundEvidence> Evidence { get; } = [];

    public List<BoundAccount> Accounts { get; } = [];

    public List<BoundLegal> Legal { get; } = [];

    public List<BoundFunds> Funds { get; } = [];

    /// <summary>The authorities that are quorums.</summary>
    public HashSet<string> QuorumNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The party that is the institution itself.</summary>
    public BoundParty? Us => Parties.FirstOrDefault(p => p.Role == PartyRole.Us);

    /// <summary>Whether the product has a stake; false for <c>stake none</c>.</summary>
    public bool HasStake { get; set; }

    /// <summary>The currency of the stake.</summary>
    public Currency StakeCurrency { get; set; }

    public BoundParty? Party(NameSyntax? name) => Find(name) is { } d ? Parties[d.Index] : null;

    public BoundActor? Actor(NameSyntax? name) => Find(name) switch
    {
        { Kind: NameKind.Party } d => Parties[d.Index],
        { Kind: NameKind.Authority } d => Authorities[d.Index],
        _ => null,
    };

    public BoundAuthority? Authority(NameSyntax? name) => Find(name) is { } d ? Authorities[d.Index] : null;

    public BoundSource? Source(NameSyntax? name) => Find(name) is { } d ? Sources[d.Index] : null;

    public BoundEvidence? EvidenceOf(NameSyntax? name) => Find(name) is { } d ? Evidence[d.Index] : null;

    public BoundAccount? Account(NameSyntax? name) => Find(name) is { } d ? Accounts[d.Index] : null;

    public BoundRegulator? Regulator(NameSyntax? name) => Find(name) is { } d ? Regulators[d.Index] : null;

    public FactRef? Fact(NameSyntax? name) => Find(name) is { } d ? new FactRef(d.Index) : null;

    public StateRef? State(NameSyntax? name) => Find(name) is { } d ? new StateRef(d.Index) : null;

    public StepRef? Step(NameSyntax? name) => Find(name) is { } d ? new StepRef(d.Index) : null;

    /// <summary>Each name bound; what does not resolve is left out, for it has been reported.</summary>
    public static ImmutableArray<T> Each<T>(IEnumerable<NameSyntax> names, Func<NameSyntax, T?> bind) where T : class =>
        [.. names.Select(bind).OfType<T>()];

    /// <summary>Each name bound to an index; what does not resolve is left out.</summary>
    public static ImmutableArray<T> Each<T>(IEnumerable<NameSyntax> names, Func<NameSyntax, T?> bind) where T : struct =>
        [.. names.Select(bind).Where(x => x.HasValue).Select(x => x!.Value)];

    /// <summary>Reports a mismatch of kinds.</summary>
    public void Mismatch(TextSpan span, string title, string label = "", Fix? fix = null) =>
        Bag.Add(Diagnostic.Of(DiagnosticCode.KindMismatch, title, span, label) with { Fix = fix });

    private Declaration? Find(NameSyntax? name) => name is null ? null : Scope.Find(name);
}
