using System.Globalization;

namespace Onus.Language.Compiled;

/// <summary>The inputs of a product as JSON: facts, the risk engine's cards and rings, evidence and accounts.</summary>
internal static class JsonInputs
{
    public static void Write(JsonProductWriter w, Product product)
    {
        w.Array("facts", product.Facts, f => Fact(w, f));
        w.Fact("stake", product.Stake);
        w.Array("scores", product.Scores, s =>
        {
            w.Text("name", s.Name);
            w.Text("title", s.Title);
            w.Names("reads", s.Reads, i => product.Facts[i].Name);
            w.Text("model", s.Model);
            if (s.ReviewedBy is { } review) JsonSteps.Review(w, review);
        });
        w.Array("links", product.Links, l =>
        {
            w.Text("name", l.Name);
            w.Text("title", l.Title);
            w.Names("shares", l.Shares, i => product.Facts[i].Name);
            w.Flag("pays", l.Pays);
            w.Quantity("within", l.Within);
            w.Text("ignoresAbove", l.IgnoresAbove?.ToString(CultureInfo.InvariantCulture));
            w.Fact("ignoresPer", l.IgnoresPer);
        });
        w.Array("evidence", product.Evidence, e =>
        {
            w.Text("name", e.Name);
            w.Text("title", e.Title);
            w.Who("from", e.From);
        });
        w.Array("accounts", product.Accounts, a =>
        {
            w.Text("name", a.Name);
            w.Text("title", a.Title);
            w.Party("party", a.Party);
            w.Flag("endsEmpty", a.EndsEmpty);
            w.Flag("mayGoNegative", a.MayGoNegative);
        });
    }

    /// <summary>The bounds of an interval; a missing one is endless.</summary>
    public static void Bounds(JsonProductWriter w, Interval interval)
    {
        if (interval.Low > -FactLowering.Endless) w.Digits("low", interval.Low);
        if (interval.High < FactLowering.Endless) w.Digits("high", interval.High);
    }

    private static void Fact(JsonProductWriter w, Fact f)
    {
        w.Text("name", f.Name);
        w.Word("kind", f.Kind);
        w.Text("currency", f.Currency.IsKnown ? f.Currency.Code : null);
        w.Object("range", () => Bounds(w, f.Range));
        w.Names("values", f.Values, v => v);
        w.Flag("personal", f.Personal);
        w.Who("from", f.From);
        w.Flag("later", f.Later);
        w.Names("partition", f.Partition, p => p.ToString(CultureInfo.InvariantCulture));
        if (f.Kept is not { } kept) return;
        w.Object("kept", () =>
        {
            w.Steps("steps", kept.Steps);
            w.Fact("over", kept.Over);
            w.Fact("per", kept.Per);
            w.Party("perParty", kept.PerParty);
            w.Word("window", kept.Window.Kind);
            w.Quantity("length", kept.Window.Length);
        });
    }
}
