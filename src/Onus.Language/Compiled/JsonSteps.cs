using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>The steps of a product as JSON; conditions are trees of intervals over facts.</summary>
internal static class JsonSteps
{
    public static void Write(JsonProductWriter w, Product product) => w.Array("steps", product.Steps, s => Step(w, s));

    public static void Bearers(JsonProductWriter w, string name, ImmutableArray<PartyShare> bearers) =>
        w.Array(name, bearers, b =>
        {
            w.Party("party", b.Party);
            if (b.Share is { } share) w.Share("share", share);
        });

    public static void Review(JsonProductWriter w, Review review) => w.Object("reviewedBy", () =>
    {
        w.Who("by", review.By);
        w.Quantity("within", review.Within);
    });

    public static void Condition(JsonProductWriter w, string? name, Condition condition) =>
        w.Object(name, () => ConditionParts(w, condition));

    private static void ConditionParts(JsonProductWriter w, Condition condition)
    {
        w.Word("kind", condition.Kind);
        if (condition.Kind != ConditionKind.Within)
        {
            w.Array("parts", condition.Parts, p => ConditionParts(w, p));
            return;
        }

        w.Fact("fact", condition.Fact);
        w.Array("intervals", condition.Intervals, i => JsonInputs.Bounds(w, i));
        w.Text("threshold", condition.Threshold);
    }

    private static void Step(JsonProductWriter w, Step s)
    {
        w.Text("name", s.Name);
        w.Text("title", s.Title);
        w.Word("kind", s.Kind);
        w.Names("from", s.From, i => w.Product.States[i].Name);
        w.State("to", s.To);
        w.Who("by", s.By);
        w.Object("decided", () =>
        {
            w.Flag("byRule", s.Decider.ByRule);
            w.Flag("byClock", s.Decider.ByClock);
            w.Who("by", s.Decider.By);
            w.Who("recordedBy", s.Decider.RecordedBy);
        });
        Condition(w, "when", s.When);
        w.Number("atMost", s.AtMost);
        w.Names("needs", s.Needs, i => w.Product.Evidence[i].Name);
        w.Names("because", s.Because, i => w.Product.Sources[i].Name);
        w.Flag("inOwnFavour", s.InOwnFavour);
        Money(w, s);
        Duties(w, s);
        w.Step("ifUnfunded", s.IfUnfunded);
        w.Flag("signed", s.Signed);
        w.Text("opens", s.Opens);
        w.Step("undoneBy", s.UndoneBy);
        if (s.ReviewedBy is { } review) Review(w, review);
        if (s.Answer is not { } answer) return;
        w.Object("answer", () =>
        {
            w.Quantity("within", answer.Within);
            w.Word("silence", answer.Silence);
            w.Step("step", answer.Step);
        });
    }

    // Each list of moves or postings is one clause: `the rest` is the rest of its own list.
    private static void Money(JsonProductWriter w, Step s)
    {
        w.Array("shifts", s.Shifts, list => w.Array("moves", list, m =>
        {
            w.Share("share", m.Share);
            w.Party("from", m.From);
            w.Party("to", m.To);
        }));
        w.Array("posts", s.Posts, list => w.Array("moves", list, p =>
        {
            w.Share("share", p.Share);
            w.Text("from", w.Product.Accounts[p.From].Name);
            w.Text("to", w.Product.Accounts[p.To].Name);
        }));
        Bearers(w, "discharges", s.Discharges);
        Bearers(w, "leaves", s.Leaves);
    }

    private static void Duties(JsonProductWriter w, Step s)
    {
        w.Array("tells", s.Tells, t =>
        {
            w.Names("to", t.To, w.NameOf);
            w.Quantity("within", t.Within);
            w.Word("reasons", t.Reasons);
            w.Text("under", t.Under is { } under ? w.Product.Sources[under].Name : null);
        });
        w.Array("reports", s.Reports, r =>
        {
            w.Text("name", r.Name);
            w.Text("to", w.Product.Perimeter.Regulators[r.Regulator].Name);
            w.Quantity("within", r.Within);
        });
    }
}
