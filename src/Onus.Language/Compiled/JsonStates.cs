namespace Onus.Language.Compiled;

/// <summary>The states of a product and their meanings as JSON.</summary>
internal static class JsonStates
{
    public static void Write(JsonProductWriter w, Product product)
    {
        w.Array("legal", product.Legals, l =>
        {
            w.Text("name", l.Name);
            w.Text("text", l.Text);
            w.Party("against", l.Against);
            Clock(w, l.Clock);
        });
        w.Array("funds", product.Funds, f =>
        {
            w.Text("name", f.Name);
            w.Text("text", f.Text);
            w.Array("lines", f.Lines, line =>
            {
                w.Text("side", line.Short ? "short" : "holds");
                w.Share("share", line.Share);
                w.Text("account", product.Accounts[line.Account].Name);
            });
        });
        w.Array("states", product.States, s => State(w, s));
    }

    private static void State(JsonProductWriter w, State s)
    {
        w.Text("name", s.Name);
        w.Text("title", s.Title);
        w.Flag("starts", s.Starts);
        w.Names("openedBy", s.OpenedBy, w.NameOf);
        w.Flag("final", s.Final);
        if (s.Legal >= 0) w.Text("legal", w.Product.Legals[s.Legal].Name);
        if (s.Funds >= 0) w.Text("funds", w.Product.Funds[s.Funds].Name);
        w.Who("owner", s.Owner);
        JsonSteps.Bearers(w, "liable", s.Liable);
        Clock(w, s.Clock);
    }

    private static void Clock(JsonProductWriter w, Clock? clock)
    {
        if (clock is null) return;
        w.Object("clock", () =>
        {
            w.Quantity("length", clock.Length);
            w.Fact("after", clock.After);
            w.Step("then", clock.Then);
        });
    }
}
