using System.Globalization;
using System.Text.RegularExpressions;
using Onus.Core;
using Onus.Language.Compiled;
using Onus.Language.Documents;

namespace Onus.Engine.Exhibits.Page;

/// <summary>How the page says headings, times, people and amounts.</summary>
internal sealed partial class PageText(ExhibitContent content)
{
    private readonly Dictionary<ulong, string> _names = Names(content);

    /// <summary>A heading in both languages.</summary>
    public static Markup Heading(string number, string id, string english, string chinese) =>
        Markup.Of($"<h2 id=\"{id}\"><span class=\"number\">{number}</span> {english} <span lang=\"zh-Hans\">{chinese}</span></h2>\n");

    /// <summary>A label in both languages.</summary>
    public static Markup Label(string english, string chinese) => Markup.Of($"{english} <span lang=\"zh-Hans\">{chinese}</span>");

    /// <summary>An instant to the second, with the whole of it for machines.</summary>
    public static Markup Time(LogTime time) => Markup.Of(
        $"<time datetime=\"{time}\">{time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>");

    /// <summary>A link to an entry's bytes on the page.</summary>
    public Markup Entry(ulong index) => content.Members.Any(m => m.Path == Log.Exhibits.ExhibitPaths.Entry(index))
        ? Markup.Of($"<a href=\"#entry-{index}\">entry {index}</a>")
        : Markup.Of($"entry {index}");

    /// <summary>An actor: the register's name where there is one, and the entry that registered it.</summary>
    public Markup Actor(ulong actor) => _names.TryGetValue(actor, out var name)
        ? Markup.Of($"<span class=\"name\">{name}</span>, actor of {Entry(actor)}")
        : Markup.Of($"actor of {Entry(actor)}");

    /// <summary>A sentence of an explanation, with the names of the actors that it mentions.</summary>
    public string Sentence(string sentence)
    {
        foreach (var (actor, name) in _names.OrderByDescending(n => n.Key))
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"actor {actor}");
            var at = sentence.IndexOf(word, StringComparison.Ordinal);
            var end = at + word.Length;
            if (at >= 0 && (end == sentence.Length || !char.IsAsciiDigit(sentence[end]))) sentence = sentence.Insert(end, $" ({name})");
        }

        sentence = Instants().Replace(sentence, "$1 $2 UTC");
        return sentence.Length == 0 ? sentence : char.ToUpper(sentence[0], CultureInfo.InvariantCulture) + sentence[1..];
    }

    /// <summary>The title of a state that an explanation names.</summary>
    public static string State(Product product, string name) => product.States.FirstOrDefault(s => s.Name == name)?.Title ?? name;

    /// <summary>An amount of a product's money.</summary>
    public static string Amount(Product product, UInt128 minor)
    {
        var currency = product.Stake is { } stake ? product.Facts[stake].Currency : product.Perimeter.Currencies[0];
        return new Money(currency, minor).ToString();
    }

    /// <summary>Who must act in a state.</summary>
    public static string Who(Product product, Who who) => who.IsParty ? product.Parties[who.Index].Title : product.Authorities[who.Index].Name;

    private static Dictionary<ulong, string> Names(ExhibitContent content)
    {
        var names = new Dictionary<ulong, string>();
        foreach (var actor in content.Dossier.RestsOn.Roles.Keys)
        {
            var path = Log.Exhibits.ExhibitPaths.Entry(actor);
            if (Core.Formats.ActorRegistered.TryRead(content[path], out var registered) && content.Request.NameOf(registered!.Token) is { } name)
                names[actor] = name;
        }

        return names;
    }

    // A log time in a sentence: on the page to the second, in the entry to the nanosecond.
    [GeneratedRegex(@"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})\.\d{9}Z")]
    private static partial Regex Instants();
}
