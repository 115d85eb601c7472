using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Turns a tree into a bound product: names first, then what they stand for, in the order in which one needs the
/// other.</summary>
internal sealed class Binder
{
    private readonly BindingContext _context;
    private readonly ValueBinder _values;
    private readonly ConditionBinder _conditions;
    private readonly ILookup<SectionKind, SectionSyntax> _sections;

    private Binder(ProductSyntax root, DiagnosticBag bag)
    {
        _context = new BindingContext(bag);
        _values = new ValueBinder(_context);
        _conditions = new ConditionBinder(_context, _values);
        var declared = root.Sections.Where(s => s.Kind == SectionKind.Perimeter || s.Name is null || _context.Scope.Declare(s.Name));
        _sections = declared.ToList().ToLookup(s => s.Kind);
    }

    /// <summary>The bound product; null only where there is no product header to bind.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="bag">Takes the faults of names, kinds and completeness.</param>
    /// <param name="scope">The names, for the check of what is never used and for the editor.</param>
    public static BoundProduct? Bind(SyntaxTree tree, DiagnosticBag bag, out Scope scope)
    {
        var binder = new Binder(tree.Root, bag);
        scope = binder._context.Scope;
        return binder.Product(tree.Root);
    }

    private BoundProduct? Product(ProductSyntax root)
    {
        Completeness.CheckFile(root, _context.Bag);
        var header = _sections[SectionKind.Product].FirstOrDefault();
        if (header?.Name is null) return null;
        var perimeterBinder = new PerimeterBinder(_context, _values);
        perimeterBinder.Declare(_sections[SectionKind.Perimeter].FirstOrDefault());
        var actors = new ActorBinder(_context);
        actors.Bind(_sections[SectionKind.Party], _sections[SectionKind.Authority]);
        var facts = new FactBinder(_context, _values);
        DeclareFactsAndQuantities();
        facts.BindOwn(_sections[SectionKind.Facts]);
        var stake = facts.Stake(_sections[SectionKind.Stake].FirstOrDefault());
        new SourceBinder(_context, _values).Bind(root.Sections.Where(s => _sections[s.Kind].Contains(s)));
        var perimeter = perimeterBinder.Bind();
        facts.BindKept();
        var money = new MoneyBinder(_context, _values);
        money.Bind(_sections[SectionKind.Evidence], _sections[SectionKind.Account]);
        var states = new StateBinder(_context, _values);
        states.BindMeanings(_sections[SectionKind.Legal], _sections[SectionKind.Funds]);
        var steps = new StepBinder(_context, _values, _conditions);
        var limits = new LimitBinder(_context, _values, _conditions);
        var reader = new ClauseReader(header, _context.Bag);
        Completeness.Require(header, reader, _context.Bag, ClauseKind.Version);
        var product = new BoundProduct
        {
            Name = header.Name.Text,
            Title = header.Title?.StringValue ?? "",
            Span = header.Name.Span,
            Section = header.Span,
            Version = Version(reader),
            InEffect = reader.Date(ClauseKind.InEffect),
            Perimeter = perimeter,
            Rules = [.. _context.Rules],
            Policies = [.. _context.Policies],
            Quantities = [.. _context.Quantities],
            Parties = [.. _context.Parties],
            Authorities = [.. _context.Authorities],
            Facts = [.. _context.Facts],
            Scores = facts.Scores(_sections[SectionKind.Score]),
            Links = facts.Links(_sections[SectionKind.Link]),
            Stake = stake,
            StakeSpan = _sections[SectionKind.Stake].FirstOrDefault()?.Span ?? default,
            Evidence = [.. _context.Evidence],
            Accounts = [.. _context.Accounts],
            Legal = [.. _context.Legal],
            Funds = [.. _context.Funds],
            States = [.. _sections[SectionKind.State].Select(states.State)],
            Steps = [.. Acts(root).Select(steps.Step)],
            Caps = [.. _sections[SectionKind.Cap].Select(limits.Cap)],
            Keeps = [.. _sections[SectionKind.Keep].Select(limits.Keep).OfType<BoundKeep>()],
            Shadows = [.. _sections[SectionKind.Shadow].Select(limits.Shadow)],
            Examples = Examples(),
        };
        Completeness.CheckCalendar(product, _context.Bag);
        return product;
    }

    private ImmutableArray<BoundExample> Examples()
    {
        _context.Scope.Counting = false;
        return [.. _sections[SectionKind.Example].Select(new ExampleBinder(_context, _values, _conditions).Example)];
    }

    // Steps, appeals and requests count together, in the order of the source: their index is their place in the list.
    private IEnumerable<SectionSyntax> Acts(ProductSyntax root) => root.Sections.Where(s =>
        s.Kind is SectionKind.Step or SectionKind.Appeal or SectionKind.Request && _sections[s.Kind].Contains(s));

    private void DeclareFactsAndQuantities()
    {
        foreach (var section in _sections[SectionKind.Facts])
            foreach (var fact in section.Facts) _context.Scope.Declare(fact.Name);
        foreach (var section in _sections[SectionKind.Rule].Concat(_sections[SectionKind.Policy]).OrderBy(s => s.Span.Start))
            foreach (var setting in section.Clauses.OfType<SetsClauseSyntax>().SelectMany(s => s.Settings))
                _context.Scope.Declare(setting.Name);
    }

    private int Version(ClauseReader header)
    {
        if (header.Get<TokenClauseSyntax>(ClauseKind.Version) is not { IsFaulty: false } clause) return 1;
        if (Numerals.TryWhole(clause.Value.Text, out var version) && version > 0 && version < int.MaxValue) return (int)version;
        _context.Bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, "a version is a whole number from 1", clause.Value.Span));
        return 1;
    }
}
