namespace Onus.Language.Binding;

/// <summary>The kinds of place where a quantity stands.</summary>
internal enum UsePlace : byte
{
    Perimeter,
    Window,
    Guard,
    Clock,
    Share,
    Count,
    Notice,
    Report,
    Review,
    Request,
    Cap,
    Level,
    Retention,
    Period,
    Story,
}

/// <summary>A quantity where it is used.</summary>
internal readonly record struct QuantityUse(UsePlace Place, BoundQuantity Quantity);

/// <summary>Walks over every quantity that a product uses, in the order of the sections.</summary>
internal static class QuantityUses
{
    /// <summary>All uses.</summary>
    public static IEnumerable<QuantityUse> Of(BoundProduct product)
    {
        var uses = new List<QuantityUse>();
        var perimeter = product.Perimeter;
        Add(uses, UsePlace.Perimeter, perimeter.EndsWithin);
        Add(uses, UsePlace.Perimeter, perimeter.Recovery?.Within);
        foreach (var fact in product.Facts) Add(uses, UsePlace.Window, fact.Kept?.Window.Length);
        foreach (var score in product.Scores) Add(uses, UsePlace.Review, score.Review?.Within);
        foreach (var link in product.Links) Add(uses, UsePlace.Window, link.Within);
        foreach (var legal in product.Legal) Add(uses, UsePlace.Clock, legal.Clock?.Limit);
        foreach (var funds in product.Funds)
            foreach (var holding in funds.Holdings) Add(uses, holding.Share);
        foreach (var state in product.States)
        {
            foreach (var bearer in state.Liable?.Items ?? []) Add(uses, bearer.Share);
            Add(uses, UsePlace.Clock, state.Clock?.Limit);
        }

        foreach (var step in product.Steps) AddStep(uses, step);
        foreach (var cap in product.Caps)
        {
            Add(uses, UsePlace.Cap, cap.AtMost);
            Add(uses, UsePlace.Window, cap.Window);
            foreach (var warning in cap.Warns) Add(uses, UsePlace.Level, warning.At);
            foreach (var opening in cap.Opens) Add(uses, UsePlace.Level, opening.At);
        }

        foreach (var keep in product.Keeps) Add(uses, UsePlace.Retention, keep.For);
        foreach (var shadow in product.Shadows)
        {
            foreach (var replacement in shadow.InsteadOf) AddCondition(uses, replacement.When);
            Add(uses, UsePlace.Period, shadow.Report?.Every);
        }

        foreach (var wait in product.Examples.SelectMany(e => e.Lines).OfType<ExampleWait>())
            Add(uses, UsePlace.Story, wait.Length);
        return uses;
    }

    private static void AddStep(List<QuantityUse> uses, BoundStep step)
    {
        if (step.When is not null) AddCondition(uses, step.When);
        Add(uses, UsePlace.Count, step.AtMost);
        foreach (var move in step.Shifts.SelectMany(l => l.Items)) Add(uses, move.Share);
        foreach (var posting in step.Posts.SelectMany(l => l.Items)) Add(uses, posting.Share);
        foreach (var bearer in step.Discharges?.Items ?? []) Add(uses, bearer.Share);
        foreach (var bearer in step.Leaves?.Items ?? []) Add(uses, bearer.Share);
        foreach (var notice in step.Tells) Add(uses, UsePlace.Notice, notice.Within);
        foreach (var report in step.Reports) Add(uses, UsePlace.Report, report.Within);
        Add(uses, UsePlace.Review, step.Review?.Within);
        Add(uses, UsePlace.Request, step.Answer?.Within);
    }

    private static void AddCondition(List<QuantityUse> uses, BoundCondition condition)
    {
        switch (condition)
        {
            case BoundAnd and:
                foreach (var item in and.Items) AddCondition(uses, item);
                break;
            case BoundOr or:
                foreach (var item in or.Items) AddCondition(uses, item);
                break;
            case BoundNot not:
                AddCondition(uses, not.Item);
                break;
            case BoundComparison comparison:
                Add(uses, UsePlace.Guard, comparison.Operand);
                break;
        }
    }

    private static void Add(List<QuantityUse> uses, BoundShare? share)
    {
        if (share?.Operand is BoundQuantity quantity) uses.Add(new QuantityUse(UsePlace.Share, quantity));
    }

    private static void Add(List<QuantityUse> uses, UsePlace place, BoundQuantity? quantity)
    {
        if (quantity is not null) uses.Add(new QuantityUse(place, quantity));
    }
}
