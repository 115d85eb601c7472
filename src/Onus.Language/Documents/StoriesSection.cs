using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The examples of the product, told as stories; the same stories are run as tests.</summary>
internal static class StoriesSection
{
    public static void Write(Markup page, DocumentContext context)
    {
        var examples = context.Product.Examples;
        if (examples.IsEmpty) return;
        page.Line($"<section id=\"stories\">");
        page.Line($"<h2>Stories</h2>");
        page.Lead($"Each story is a test: the product is refused if one of them does not come true.");
        foreach (var example in examples)
        {
            page.Line($"<article class=\"story\"><h3>{Prose.Title(example)}</h3>");
            Given(page, context.Product, example);
            page.Line($"<ol>");
            foreach (var line in example.Lines)
                if (Sentence(context, line) is { } sentence) page.Line($"<li class=\"{Type(line)}\">{sentence}</li>");
            page.Line($"</ol></article>");
        }

        page.Line($"</section>");
    }

    private static void Given(Markup page, BoundProduct product, BoundExample example)
    {
        var given = example.Lines.OfType<GivenFact>()
            .Select(g => Markup.Of($"<span>{Prose.Words(product[g.Fact].Name)}</span> <b>{Literal(g.Value)}</b>"))
            .Concat(example.Lines.OfType<GivenBalance>()
                .Select(g => Markup.Of($"<span>{DocumentContext.Account(g.Account)} holds</span> <b>{g.Value}</b>")))
            .ToList();
        if (given.Count == 0) return;
        page.Line($"<ul class=\"sets given\">");
        foreach (var item in given) page.Line($"<li>{item}</li>");
        page.Line($"</ul>");
    }

    private static string Type(BoundExampleLine line) => line switch
    {
        ExampleAct { Refused: true } => "refused",
        ExampleAct => "act",
        ExampleWait => "wait",
        _ => "expect",
    };

    private static Markup? Sentence(DocumentContext context, BoundExampleLine line) => line switch
    {
        ExampleAct act => Act(context, act),
        ExampleWait wait => Markup.Of($"{Prose.Capital(wait.Length.Value.ToString())} pass."),
        ExpectState state => Markup.Of($"The case is in “{context.Link(state.State)}”."),
        ExpectLiable { Share: { } share } liable =>
            Markup.Of($"{Prose.Title(liable.Party)} is liable for {context.Share(share)}."),
        ExpectLiable liable => Markup.Of($"{Prose.Title(liable.Party)} answers for it."),
        ExpectBalance { Value: { } value } balance =>
            Markup.Of($"{DocumentContext.Account(balance.Account)} holds {value}."),
        ExpectBalance balance => Markup.Of($"{DocumentContext.Account(balance.Account)} is empty."),
        ExpectShadow shadow => Markup.Of($"The rule on trial, {Prose.Words(shadow.Shadow)}, would decide otherwise."),
        _ => null,
    };

    private static Markup Act(DocumentContext context, ExampleAct act)
    {
        var step = context.Product[act.Step];
        var text = new Markup();
        var who = act.By is { } by ? Prose.Title(by)
            : step.Kind != StepKind.Step && step.By is { } asker ? Prose.Title(asker)
            : null;
        if (act.Refused) text.Add($"“{Prose.Title(step)}” is refused{(who is null ? "" : $" to {who}")}");
        else if (who is not null) text.Add($"{who}: “{Prose.Title(step)}”");
        else if (step.Decision?.By == DeciderKind.Rule) text.Add($"“{Prose.Title(step)}” follows by rule");
        else text.Add($"“{Prose.Title(step)}” happens");
        if (!act.With.IsEmpty) text.Add($", with {Prose.List(act.With.Select(Prose.Title))}");
        return text.Add($".");
    }

    private static string Literal(FactLiteral value) =>
        value.Quantity is { } quantity ? quantity.ToString() : Prose.Words(value.Word ?? "");
}
