using Onus.Language.Syntax;

namespace Onus.Language;

/// <summary>Gathers the faults of one source in the order they were found, and remembers what they poison.</summary>
public sealed class DiagnosticBag(SourceText source)
{
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<PoisonKey> _poisoned = [];

    /// <summary>The text that all spans in the bag point into.</summary>
    public SourceText Source { get; } = source;

    /// <summary>The diagnostics in the order they were added.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Whether the product is refused.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a fault and poisons what it names.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        _items.Add(diagnostic);
        _poisoned.UnionWith(diagnostic.Poisons);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    /// <summary>Poisons something without a message of its own: its cause has been reported.</summary>
    public void Poison(PoisonKey key) => _poisoned.Add(key);

    /// <summary>Whether a reported fault already explains whatever is wrong with this.</summary>
    public bool IsPoisoned(PoisonKey key) => _poisoned.Contains(key);

    /// <summary>The line of a span's start, counted from one, for texts such as "(line 144)".</summary>
    public int LineOf(TextSpan span) => Source.LineOf(span.Start);
}
