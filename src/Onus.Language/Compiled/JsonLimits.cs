namespace Onus.Language.Compiled;

/// <summary>Caps, retention, shadows and examples as JSON.</summary>
internal static class JsonLimits
{
    public static void Write(JsonProductWriter w, Product product)
    {
        w.Array("caps", product.Caps, c => Cap(w, c));
        w.Array("keeps", product.Keeps, k =>
        {
            w.Names("evidence", k.Kinds, i => product.Evidence[i].Name);
            w.Quantity("for", k.Length);
            w.Text("from", k.FromClosing ? "closing" : "collection");
        });
        w.Array("shadows", product.Shadows, s => Shadow(w, s));
        w.Array("examples", product.Examples, e =>
        {
            w.Text("title", e.Title);
            w.Array("lines", e.Lines, l => Line(w, l));
        });
    }

    private static void Cap(JsonProductWriter w, Cap c)
    {
        w.Text("name", c.Name);
        w.Text("title", c.Title);
        w.Party("on", c.On);
        w.Party("per", c.Per);
        w.Quantity("limit", c.Limit);
        w.Quantity("window", c.Window);
        w.Array("warns", c.Warns, x =>
        {
            w.Who("to", x.To);
            w.Number("percent", x.Percent);
        });
        w.Array("opens", c.Opens, x =>
        {
            w.Text("product", x.Product);
            w.Number("percent", x.Percent);
        });
        w.Steps("blocks", c.Blocks);
        w.Step("instead", c.Instead);
    }

    private static void Shadow(JsonProductWriter w, Shadow s)
    {
        w.Text("name", s.Name);
        w.Text("title", s.Title);
        w.Names("because", s.Because, i => w.Product.Sources[i].Name);
        w.Array("instead", s.Instead, r =>
        {
            w.Step("step", r.Step);
            JsonSteps.Condition(w, "when", r.When);
        });
        w.Date("until", s.Until);
        w.Who("promotedBy", s.PromotedBy);
        if (s.Report is not { } report) return;
        w.Object("report", () =>
        {
            w.Text("name", report.Name);
            w.Text("to", w.Product.Perimeter.Regulators[report.Regulator].Name);
            w.Quantity("every", report.Every);
        });
    }

    private static void Line(JsonProductWriter w, ExampleLine l)
    {
        w.Word("action", l.Action);
        w.Number("line", l.Line);
        switch (l.Action)
        {
            case ExampleAction.GivenFact:
                w.Fact("fact", l.Subject);
                w.Digits("value", l.Value);
                break;
            case ExampleAction.GivenBalance or ExampleAction.ExpectBalance:
                w.Text("account", w.Product.Accounts[l.Subject].Name);
                w.Digits("value", l.Value);
                break;
            case ExampleAction.Do or ExampleAction.Refused:
                w.Step("step", l.Subject);
                w.Who("by", l.By);
                w.Names("with", l.With, i => w.Product.Evidence[i].Name);
                break;
            case ExampleAction.Wait:
                w.Quantity("time", l.Wait);
                break;
            case ExampleAction.ExpectState:
                w.State("state", l.Subject);
                break;
            case ExampleAction.ExpectLiable:
                w.Party("party", l.Subject);
                if (l.Share is { } share) w.Share("share", share);
                break;
            default:
                w.Text("shadow", w.Product.Shadows[l.Subject].Name);
                break;
        }
    }
}
