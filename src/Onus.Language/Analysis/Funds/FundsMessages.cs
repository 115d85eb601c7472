using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>The messages about money that is not where a state says.</summary>
internal static class FundsMessages
{
    internal static Diagnostic MeaningKeepsMoney(
        BoundProduct product, ProductShares shares, CaseBooks books, StateRef at, BoundAccount account, StakePoint point)
    {
        var said = books.Said(at, account);
        return Diagnostic.Of(DiagnosticCode.SuspenseNotEmpty,
            $"{account.FullName()} ends empty, but {product[at].Quoted()} is final and keeps money there", default) with
        {
            Primary = books.SaidAt(at, account),
            Secondary = [new Place(account.Span, "declared `ends empty`")],
            Cases = [$"{shares.Case(point, said)} -> {account.FullName()} {Has(shares, said.At(point))} at the end"],
            Fix = new Fix($"give {product[at].Quoted()} a funds meaning without {account.FullName()}"),
        };
    }

    internal static Diagnostic NotEmpty(
        BoundProduct product, ProductShares shares, CaseBooks books, Arrival arrival, BoundAccount account)
    {
        var (step, point) = (product[arrival.Step!.Value], arrival.Witness!.Value);
        var left = arrival.After.At(point);
        var share = books.SaidShare(arrival.From, account)?.Written(product) ?? "what is left";
        var name = account.FullName();
        return Diagnostic.Of(DiagnosticCode.SuspenseNotEmpty,
            $"{name} is not empty when {step.Quoted()} ends the case", default) with
        {
            Primary = PostingPlace(step, account),
            Secondary = [books.SaidAt(arrival.From, account)],
            Cases = [$"{shares.Case(point, arrival.After)} -> {name} {Has(shares, left)} in {product[arrival.State].Quoted()}"],
            Fix = new Fix(left < 0
                ? $"post {share} into {name} from the account that bears it"
                : $"post {share} out of {name} to the account that it belongs to"),
        };
    }

    internal static Diagnostic Elsewhere(
        BoundProduct product, ProductShares shares, CaseBooks books, StateRef at, BoundAccount account, List<Arrival> wrong)
    {
        var first = wrong[0];
        var point = first.Witness!.Value;
        var (state, name) = (product[at], account.FullName());
        var said = books.Said(at, account);
        var who = first.Step is { } s ? product[s].Name : "a case";
        var message = Diagnostic.Of(DiagnosticCode.FundsElsewhere, $"the money is not where {state.Quoted()} says", default) with
        {
            Cases = [$"{shares.Case(point, said, first.After)} -> {name} should {Have(shares, said.At(point))}, "
                + $"{(first.Step is null ? "a case begins" : who + " leaves it")} with {shares.Signed(first.After.At(point))}"],
        };
        var matching = Matching(product, shares, books, at, wrong);
        if (wrong is [{ Step: { } only }])
        {
            // A step that leaves the account alone forgot to post; one that moves it meets the wrong line, if a right one exists.
            var (step, share) = (product[only], books.SaidShare(at, account));
            var moved = shares.In(at).NotZero(books.Flow(only).Posted[name]) is not null;
            var ofLine = matching is not null && (share is null || moved);
            var (line, posting) = (books.SaidAt(at, account), PostingPlace(step, account));
            var opposite = share is not null && shares.In(at).NotZero(first.After + said) is null;
            return message with
            {
                Primary = ofLine ? new Place(state.FundsSpan, share is null ? line.Label : "") : posting,
                Secondary = !ofLine ? [line] : share is null ? [posting] : [line, posting],
                Fix = ofLine ? matching
                    : opposite ? new Fix($"write `{(said.At(point) < 0 ? "holds" : "short")} {share!.Written(product)} in {name}` in {state.Funds!.Name}")
                    : share is null ? new Fix($"make {step.Name} leave nothing in {name}")
                    : new Fix($"post {share.Written(product)} {(said.At(point) < 0 ? "out of" : "into")} {name} in {step.Name}"),
            };
        }

        return message with
        {
            Primary = new Place(state.FundsSpan, ""),
            Secondary = [books.SaidAt(at, account), .. wrong.Where(a => a.Step is not null).DistinctBy(a => a.Step).Take(2)
                .Select(a => new Place(product[a.Step!.Value].Span, $"leaves {shares.Signed(a.After.At(point))}"))],
            Fix = matching ?? new Fix($"write a funds meaning that says what its steps leave in {name}"),
        };
    }

    internal static Diagnostic DependsOnPath(
        BoundProduct product, ProductShares shares, CaseBooks books, BoundAccount account, Arrival wrong, Arrival other)
    {
        var (step, point, name) = (product[wrong.Step!.Value], wrong.Witness!.Value, account.FullName());
        var (state, elsewhere) = (product[wrong.State], other.Step is { } s ? product[s] : null);
        var here = shares.Signed(wrong.After.At(point));
        var there = shares.Signed(other.After.At(point));
        var place = elsewhere is null ? new Place(state.Span, "a case begins here with nothing") : PostingPlace(elsewhere, account);
        return Diagnostic.Of(DiagnosticCode.FundsDependOnPath,
            $"the money in {state.Quoted()} depends on how the case got there", default) with
        {
            Primary = PostingPlace(step, account),
            Secondary = [place, books.SaidAt(wrong.State, account)],
            Cases = [$"{shares.Case(point, wrong.After, other.After)} -> {name} has {here} by {step.Name}, "
                + $"{there} {(elsewhere is null ? "at the opening" : "by " + elsewhere.Name)}"],
            Fix = new Fix(elsewhere is null || elsewhere.Name == step.Name
                ? $"make {step.Name} leave {there} in {name}"
                : $"make {step.Name} post what {elsewhere.Name} posts, or lead it to another state"),
        };
    }

    internal static Diagnostic ChangedByRequest(
        BoundProduct product, CaseBooks books, BoundStep request, BoundPosting posting, BoundAccount account)
    {
        var state = product[request.From[0]];
        return Diagnostic.Of(DiagnosticCode.FundsElsewhere,
            $"{request.Quoted()} changes what {state.Quoted()} says of the money", posting.Span,
            posting.From == account ? $"takes from {account.FullName()}" : $"pays into {account.FullName()}") with
        {
            Secondary = [books.SaidAt(request.From[0], account)],
            Fix = new Fix($"post from an account that the case holds nothing in, or make it a step to another state"),
        };
    }

    // A funds meaning that says exactly what the steps leave, for every followed account.
    private static Fix? Matching(
        BoundProduct product, ProductShares shares, CaseBooks books, StateRef at, List<Arrival> arrivals)
    {
        foreach (var funds in product.Funds)
        {
            var said = shares.Holdings(funds);
            if (arrivals.All(a => books.Accounts.All(account => shares.In(at).NotZero(
                (a.Step is { } step ? books.After(step, a.From, account) : Balance.Zero) - said[account.FullName()]) is null)))
                return new Fix($"funds {funds.Name}", product[at].FundsSpan, funds.Name);
        }

        return null;
    }

    private static Place PostingPlace(BoundStep step, BoundAccount account)
    {
        var name = account.FullName();
        var postings = step.Posts.SelectMany(p => p.Items).ToList();
        if (postings.FirstOrDefault(p => p.From.FullName() == name || p.To.FullName() == name) is { } posting)
            return new Place(posting.Span, posting.From.FullName() == name ? $"takes from {name}" : $"pays into {name}");
        return new Place(step.Span, postings.Count == 0 ? "posts nothing" : $"posts nothing to or from {name}");
    }

    private static string Has(ProductShares shares, Int128 balance) =>
        balance < 0 ? $"is short {shares.Amount(balance)}" : $"holds {shares.Amount(balance)}";

    private static string Have(ProductShares shares, Int128 balance) =>
        balance == 0 ? "be empty" : balance < 0 ? $"be short {shares.Amount(balance)}" : $"hold {shares.Amount(balance)}";
}
