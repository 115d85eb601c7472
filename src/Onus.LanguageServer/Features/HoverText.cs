using System.Text;
using Onus.Language;
using Onus.Language.Analysis;
using Onus.Language.Analysis.Time;
using Onus.Language.Binding;
using Onus.Language.Documents;
using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>What the editor says about the name or word under the mouse.</summary>
internal static class HoverText
{
    public static Hover? At(OpenDocument document, Position position)
    {
        var offset = Places.Offset(document.Source, position);
        if (document.Names.At(offset) is { } use)
        {
            var text = document.Check.Product is { } product ? Describe(document, product, use.Declaration) : null;
            return text is null ? null : new Hover(new MarkupContent(text), Places.Range(document.Source, use.Span));
        }

        return Word(document, offset);
    }

    /// <summary>Says what a declared name is, in Markdown; null where the product has no such thing.</summary>
    public static string? Describe(OpenDocument document, BoundProduct product, Declaration declaration)
    {
        var name = declaration.Name;
        BoundSection? thing = declaration.Kind switch
        {
            NameKind.State => Find(product.States, name),
            NameKind.Step => Find(product.Steps, name),
            NameKind.Source => Find<BoundSource>([.. product.Rules, .. product.Policies], name),
            NameKind.Quantity => Find(product.Quantities, name),
            NameKind.Party => Find(product.Parties, name),
            NameKind.Authority => Find(product.Authorities, name),
            NameKind.Fact => Find(product.Facts, name),
            NameKind.Legal => Find(product.Legal, name),
            NameKind.Funds => Find(product.Funds, name),
            NameKind.Evidence => Find(product.Evidence, name),
            NameKind.Account => product.Accounts.FirstOrDefault(a => a.FullName() == name),
            NameKind.Cap => Find(product.Caps, name),
            NameKind.Shadow => Find(product.Shadows, name),
            NameKind.Regulator => Find(product.Perimeter.Regulators, name),
            NameKind.Product => product,
            _ => null,
        };
        return thing is null ? null : Describe(document, product, thing);
    }

    private static string Describe(OpenDocument document, BoundProduct product, BoundSection thing) => thing switch
    {
        BoundState state => State(document, product, state),
        BoundStep step => Step(product, step),
        BoundRule rule => Rule(rule),
        BoundPolicy policy => Policy(policy),
        NamedQuantity quantity => Quantity(product, quantity),
        BoundAuthority authority => Authority(authority),
        BoundFact fact => Fact(product, fact),
        BoundLegal legal => Legal(legal),
        BoundFunds funds => Funds(product, funds),
        BoundEvidence evidence => $"{Head(evidence, "evidence")}\n\nBrought by {Plain(Prose.Title(evidence.From))}.",
        BoundAccount account => Account(account),
        BoundParty party => Head(party, "party"),
        BoundCap cap => Head(cap, "cap"),
        BoundShadow shadow => Head(shadow, "rule on trial"),
        BoundRegulator regulator => Head(regulator, "regulator"),
        _ => Head(product, $"product, version {product.Version}"),
    };

    private static T? Find<T>(IEnumerable<T> things, string name) where T : BoundSection =>
        things.FirstOrDefault(thing => thing.Name == name);

    private static string Head(BoundSection thing, string what) =>
        $"**{Plain(Prose.Title(thing))}** ({what} `{thing.Name}`)";

    private static string State(OpenDocument document, BoundProduct product, BoundState state)
    {
        var text = new StringBuilder(Head(state, state.Final ? "final state" : "state"));
        if (state.Legal is { Title.Length: > 0 } legal) text.Append("\n\n*").Append(Plain(legal.Title)).Append('*');
        text.Append('\n');
        if (state.Owner is { } owner) Row(text, "owner", Prose.Title(owner));
        if (state.Liable is { } liable) Row(text, "liable", Prose.Bearers(product, liable));
        if (state.Funds is { } funds) Row(text, "money", Prose.Title(funds));
        if (state.Clock is { } clock) Row(text, "clock", Prose.Clock(product, clock) + Then(product, clock));
        var index = new StateRef(product.States.IndexOf(state));
        if (state.Final || document.Time is not { } time) return text.ToString();
        Row(text, "if nobody acts", Silence(product, time.SilenceFrom(index)));
        if (time.LongestFrom(index) is { } longest) Row(text, "at most from here", TimeText.Of(longest.Seconds));
        return text.ToString();
    }

    private static string Then(BoundProduct product, BoundClock clock) =>
        clock.Then is { } then ? $", then {Prose.Title(product[then])}" : "";

    private static string Silence(BoundProduct product, SilentPath path)
    {
        var states = path.Visits.Skip(1).Select(visit => Prose.Title(product[visit.State])).ToList();
        if (states.Count == 0) return "nothing happens";
        var takes = DocumentFindings.SilenceTakes(path);
        return string.Join(" → ", states) + (takes.Length > 0 ? ", " + takes : "");
    }

    private static string Step(BoundProduct product, BoundStep step)
    {
        var kind = step.Kind switch
        {
            StepKind.Appeal => "appeal",
            StepKind.Request => "request",
            _ => "step",
        };
        var text = new StringBuilder(Head(step, kind)).Append('\n');
        var from = Prose.List(step.From.Select(state => Prose.Title(product[state])), "or");
        if (from.Length > 0) Row(text, step.Kind == StepKind.Request ? "in" : "from", from);
        if (step.To is { } to) Row(text, "to", Prose.Title(product[to]));
        Row(text, "decided by", Prose.Decider(product, step));
        if (Prose.Quorum(step.Decision?.Actor) is { } quorum) Row(text, "needs", quorum);
        if (step.When is { } when) Row(text, "when", Prose.Condition(product, when));
        if (!step.Because.IsEmpty) Row(text, "because", Prose.List(step.Because.Select(Prose.Title)));
        return text.ToString();
    }

    private static string Rule(BoundRule rule)
    {
        var text = new StringBuilder(Head(rule, "rule")).Append('\n');
        Row(text, "cites", rule.Cites ?? "nothing");
        if (rule.Url is { } url) Row(text, "at", url);
        if (rule.Checked is { } check)
        {
            var copy = check.As switch
            {
                CheckedAs.Primary => ", against the official text",
                CheckedAs.Secondary => ", against a secondary source",
                CheckedAs.ToConfirm => ", to be confirmed",
                _ => "",
            };
            var by = check.By is { } checker ? " by " + Prose.Title(checker) : "";
            Row(text, "checked", MastheadSection.Date(check.Date) + by + copy);
        }

        foreach (var set in rule.Sets) Row(text, set.Name, set.Value.ToString());
        return text.ToString();
    }

    private static string Policy(BoundPolicy policy)
    {
        var text = new StringBuilder(Head(policy, "policy")).Append('\n');
        if (policy.DecidedBy is { } by) Row(text, "decided by", Prose.Title(by));
        if (policy.ReviewBy is { } date) Row(text, "review by", MastheadSection.Date(date));
        foreach (var set in policy.Sets) Row(text, set.Name, set.Value.ToString());
        return text.ToString();
    }

    private static string Quantity(BoundProduct product, NamedQuantity quantity)
    {
        var text = new StringBuilder($"**{quantity.Value}** (threshold `{quantity.Name}`)\n");
        BoundSource? source = Find(product.Rules, quantity.Source);
        source ??= Find(product.Policies, quantity.Source);
        if (source is BoundRule rule) Row(text, "set by", $"{Prose.Title(rule)}: {rule.Cites}");
        else if (source is not null) Row(text, "set by", Prose.Title(source));
        return text.ToString();
    }

    private static string Authority(BoundAuthority authority)
    {
        var text = new StringBuilder(Head(authority, "authority")).Append('\n');
        Row(text, "of", Prose.Title(authority.Of));
        if (Prose.Quorum(authority) is { } quorum) Row(text, "needs", quorum);
        return text.ToString();
    }

    private static string Fact(BoundProduct product, BoundFact fact)
    {
        var text = new StringBuilder(Head(fact, "fact")).Append('\n');
        Row(text, "can be", InputsSection.Range(product, fact));
        Row(text, "comes from", InputsSection.Origin(fact));
        return text.ToString();
    }

    private static string Legal(BoundLegal legal)
    {
        var text = new StringBuilder(Head(legal, "legal meaning")).Append('\n');
        if (legal.Against is { } against) Row(text, "against", Prose.Title(against));
        return text.ToString();
    }

    private static string Funds(BoundProduct product, BoundFunds funds)
    {
        var text = new StringBuilder(Head(funds, "funds meaning")).Append('\n');
        foreach (var holding in funds.Holdings)
        {
            var share = Prose.Share(product, holding.Share);
            Row(text, holding.Short ? "short" : "holds", $"{share} in {Prose.Title(holding.Account)}");
        }

        return text.ToString();
    }

    private static string Account(BoundAccount account)
    {
        var text = new StringBuilder(Head(account, "account")).Append('\n');
        Row(text, "of", Prose.Title(account.Party));
        if (account.EndsEmpty) Row(text, "ends empty", "counted for each case, zero when it ends");
        if (account.MayGoNegative) Row(text, "may go negative", "it can be overdrawn");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string key, string value) =>
        text.Append("\n- ").Append(key).Append(": ").Append(Plain(value));

    // The words of the language: what the clause or section says, and its form.
    private static Hover? Word(OpenDocument document, int offset)
    {
        foreach (var section in document.Check.Tree.Root.Sections)
        {
            if (!section.Span.Touches(offset)) continue;
            if (section.Word.Span.Touches(offset))
                return Words(document, section.Word.Span, $"**{section.Word.Text}**: {Keywords.Of(section.Kind).Says}");
            foreach (var clause in section.Clauses)
            {
                var words = Keywords.Of(clause.Kind);
                var tokens = clause.Tokens().Take(words.Parts.Length).Where(t => !t.IsMissing).ToList();
                if (tokens.Count == 0 || offset < tokens[0].Start || offset > tokens[^1].Span.End) continue;
                var form = words.Form.Length > 0 ? $"\n\n`{words.Words} {words.Form}`" : "";
                var span = TextSpan.FromBounds(tokens[0].Start, tokens[^1].Span.End);
                return Words(document, span, $"**{words.Words}**: {words.Says}{form}");
            }
        }

        return null;
    }

    private static Hover Words(OpenDocument document, TextSpan span, string text) =>
        new(new MarkupContent(text), Places.Range(document.Source, span));

    // Titles are free text: what Markdown would read as its own signs is escaped.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if ("\\`*_[]<>#|~!&".Contains(c, StringComparison.Ordinal)) plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }
}
