using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>What has been declared under which name, where, and whether anything uses it.</summary>
internal sealed class Scope(DiagnosticBag bag)
{
    private readonly Dictionary<(NameKind Space, string Name), Declaration> _declared = [];
    private readonly List<Declaration> _order = [];
    private readonly Dictionary<NameKind, int> _counts = [];

    /// <summary>All declarations in the order of the source.</summary>
    public IReadOnlyList<Declaration> Declarations => _order;

    /// <summary>Whether finding a name counts as a use of it; stories do not count.</summary>
    public bool Counting { get; set; } = true;

    /// <summary>Declares a name; a second declaration in one name space is reported, and refused.</summary>
    public bool Declare(NameSyntax name)
    {
        if (name.IsMissing || name.Token.Kind == TokenKind.Bad) return false;
        var space = Space(name.Kind);
        if (_declared.TryGetValue((space, name.Text), out var first))
        {
            var what = first.Kind == name.Kind
                ? $"the {Noun(name.Kind)} `{name.Text}` is declared twice"
                : $"`{name.Text}` is already {Article(first.Kind)}, and {Plural(first.Kind)} and {Plural(name.Kind)} share their names";
            bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice, what, name.Span, "declared again here") with
            {
                Secondary = [new Place(first.Span, "first declared here")],
                Fix = new Fix("give one of them another name, or remove it"),
            });
            return false;
        }

        var index = _counts.GetValueOrDefault(name.Kind);
        _counts[name.Kind] = index + 1;
        var declaration = new Declaration(name.Kind, name.Text, name.Span, index);
        _declared.Add((space, name.Text), declaration);
        _order.Add(declaration);
        return true;
    }

    /// <summary>The declaration that a name means, marked as used; an unknown name is reported.</summary>
    public Declaration? Find(NameSyntax name)
    {
        if (name.IsMissing || name.Token.Kind == TokenKind.Bad) return null;
        var space = Space(name.Kind);
        if (_declared.TryGetValue((space, name.Text), out var found) && Fits(name.Kind, found.Kind))
        {
            found.Used |= Counting;
            return found;
        }

        ReportUnknown(name, found);
        return null;
    }

    /// <summary>The declaration of a name of a kind, without a report and without counting as a use.</summary>
    public Declaration? Peek(NameKind kind, string name) => _declared.GetValueOrDefault((Space(kind), name));

    /// <summary>Marks a name as used.</summary>
    public void Use(NameKind kind, string name)
    {
        if (_declared.TryGetValue((Space(kind), name), out var found)) found.Used |= Counting;
    }

    private void ReportUnknown(NameSyntax name, Declaration? other)
    {
        var kind = name.Kind;
        other ??= _order.FirstOrDefault(d => d.Name == name.Text);
        var candidates = _order.Where(d => Fits(kind, d.Kind)).Select(d => d.Name).ToArray();
        var nearest = other is null ? Spelling.Nearest(name.Text, candidates) : null;
        var title = other is null
            ? $"there is no {Noun(kind)} called `{name.Text}`"
            : $"`{name.Text}` is {Article(other.Kind)}, and here stands {kind.Describe()}";
        var declared = _order.FirstOrDefault(d => d.Name == nearest && Fits(kind, d.Kind));
        bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName, title, name.Span, "not declared as " + Article(kind)) with
        {
            Secondary = other is not null ? [new Place(other.Span, "declared here")]
                : declared is not null ? [new Place(declared.Span, "this has nearly that name")] : [],
            Near = nearest is null && candidates.Length is > 0 and <= 12
                ? [$"declared are {string.Join(", ", candidates)}"] : [],
            Fix = nearest is not null ? new Fix($"write {nearest}", name.Span, nearest)
                : candidates.Length == 0 ? new Fix($"declare {Article(kind)} called {name.Text}") : null,
        });
    }

    /// <summary>The kind's noun, such as <c>state</c>.</summary>
    public static string Noun(NameKind kind) => kind switch
    {
        NameKind.Source => "rule or policy",
        NameKind.Quantity => "threshold",
        NameKind.Operand => "threshold or fact",
        NameKind.Actor => "party or authority",
        NameKind.Legal => "legal meaning",
        NameKind.Funds => "funds meaning",
        NameKind.Key => "fact or party",
        NameKind.Evidence => "evidence",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The noun with its article, such as <c>an authority</c>.</summary>
    public static string Article(NameKind kind)
    {
        var noun = Noun(kind);
        if (kind is NameKind.Evidence) return "a piece of evidence";
        return noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " + noun : "a " + noun;
    }

    private static string Plural(NameKind kind) => kind switch
    {
        NameKind.Party => "parties",
        NameKind.Authority => "authorities",
        NameKind.Source => "rules and policies",
        NameKind.Evidence => "evidence",
        _ => Noun(kind) + "s",
    };

    private static NameKind Space(NameKind kind) => kind switch
    {
        NameKind.Party or NameKind.Authority => NameKind.Actor,
        NameKind.Quantity or NameKind.Fact => NameKind.Operand,
        _ => kind,
    };

    private static bool Fits(NameKind wanted, NameKind found) =>
        wanted == found
        || (wanted is NameKind.Actor or NameKind.Operand && Space(found) == wanted)
        || (wanted == NameKind.Key && found is NameKind.Fact or NameKind.Party);
}

/// <summary>One declared name.</summary>
internal sealed class Declaration(NameKind kind, string name, TextSpan span, int index)
{
    public NameKind Kind { get; } = kind;

    public string Name { get; } = name;

    public TextSpan Span { get; } = span;

    /// <summary>Its place among the declarations of its kind.</summary>
    public int Index { get; } = index;

    /// <summary>Whether anything in the product uses it.</summary>
    public bool Used { get; set; }
}
