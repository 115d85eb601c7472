using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The product of a document, and how its things are written there, everywhere alike.</summary>
internal sealed class DocumentContext(BoundProduct product)
{
    public BoundProduct Product { get; } = product;

    /// <summary>The anchor of a state's section.</summary>
    public static string Anchor(BoundState state) => "state-" + state.Name;

    /// <summary>A thing by its title and its name in the product.</summary>
    public static Markup Named(BoundSection section) =>
        Markup.Of($"{Prose.Title(section)} <code>{section.Name}</code>");

    /// <summary>A step by its title, in quotes.</summary>
    public string Quoted(StepRef step) => $"“{Prose.Title(Product[step])}”";

    /// <summary>Steps by their titles in a sentence.</summary>
    public string Quoted(IEnumerable<StepRef> steps) => Prose.List(steps.Select(Quoted));

    /// <summary>The arrow between two states of a path.</summary>
    public const string Arrow = " <span class=\"arrow\">→</span> ";

    /// <summary>A state's title, linked to its section.</summary>
    public static Markup Link(BoundState state) =>
        Markup.Of($"<a href=\"#{Anchor(state)}\">{Prose.Title(state)}</a>");

    public Markup Link(StateRef? state) => state is { } known ? Link(Product[known]) : Markup.Of($"nowhere");

    /// <summary>A rule or policy by its name, linked to its row.</summary>
    public static Markup Link(BoundSource source) => SourceLink(source.Name);

    /// <summary>A quantity, and in small type the source that sets it.</summary>
    public static Markup Quantity(BoundQuantity quantity)
    {
        var text = Markup.Of($"{quantity.Value}");
        if (quantity.Name is { } name) text.Add($" <small>{SourceLink(name.Source)}</small>");
        return text;
    }

    /// <summary>A clock's length and, where it does not start with the state, the fact it starts from.</summary>
    public Markup Clock(BoundClock clock)
    {
        var text = Quantity(clock.Limit);
        if (clock.After is { } fact) text.Add($" after {Prose.Words(Product[fact].Name)}");
        return text;
    }

    /// <summary>A share of the stake.</summary>
    public string Share(BoundShare? share) => Prose.Share(Product, share);

    /// <summary>An account: "Paid out, not yet recovered (issuer/suspense)".</summary>
    public static Markup Account(BoundAccount account) =>
        Markup.Of($"{Prose.Title(account)} <code>{FullName(account)}</code>");

    /// <summary>An account inside a sentence.</summary>
    public static Markup Quoted(BoundAccount account) =>
        Markup.Of($"“{Prose.Title(account)}” <code>{FullName(account)}</code>");

    /// <summary>Names of a party or authority in a sentence.</summary>
    public static string Actors(IEnumerable<BoundActor> actors, string last = "and") =>
        Prose.List(actors.Select(Prose.Title), last);

    /// <summary>Items joined with commas.</summary>
    public static Markup Join(IEnumerable<Markup> items, string separator = ", ")
    {
        var text = new Markup();
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Raw(separator);
            first = false;
            text.Add($"{item}");
        }

        return text;
    }

    private static Markup SourceLink(string name) =>
        Markup.Of($"<a class=\"source\" href=\"#source-{name}\">{name}</a>");

    private static string FullName(BoundAccount account) =>
        account.Name.Contains('/', StringComparison.Ordinal) ? account.Name : $"{account.Party.Name}/{account.Name}";
}
