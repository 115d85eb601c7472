using Onus.Cases.Duties;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests.Duties;

public sealed class NoticeTests
{
    [Fact]
    public void A_notice_with_reasons_says_what_happened_who_decided_why_on_which_facts_and_what_can_be_done()
    {
        var act = new Desk().Open(Desk.GiveBack);
        Assert.Equal(
            $"""
            小产品: Done
            To: Payer
            Case {act.Case}, 2027-01-15 08:00 (UTC)
            What happened: Give it back.
            Who decided: a rule, by itself.
            Where the case stands: Done. Over.
            Why: The law (Article 1).
            On the fact: amount is CNY 500.00.

            """,
            NoticeText.Compose(Desk.Product, act, 0, [50_000]).ToString());
    }

    [Fact]
    public void A_notice_without_reasons_says_the_state_its_legal_meaning_and_the_time_and_nothing_that_tips_off()
    {
        var act = new Desk().Open(Desk.Hush);
        var text = NoticeText.Compose(Desk.Product, act, 0, [50_000]).ToString();
        Assert.Equal($"小产品: Done\nTo: Payer\nCase {act.Case}, 2027-01-15 08:00 (UTC)\nWhere the case stands: Done. Over.\n", text);
    }

    [Fact]
    public void A_personal_fact_is_told_as_the_cell_that_it_lies_in()
    {
        var fact = Desk.Product.Product.Facts[0];
        Assert.Equal("amount is CNY 1,000.01", FactWords.Says(fact, 100_001));
        Assert.Equal("amount is under CNY 1,000.01", FactWords.Says(fact with { Personal = true }, 1));
        Assert.Equal("amount is at least CNY 1,000.01", FactWords.Says(fact with { Personal = true }, 100_001));
        Assert.Equal("amount is at least CNY 1,000.01 and under CNY 2,000.00", FactWords.Says(fact with { Personal = true, Partition = [1, 100_001, 200_000] }, 100_001));
        Assert.Equal("wait is 2 days", FactWords.Says(fact with { Name = "wait", Kind = FactKind.Duration }, 2 * 86_400));
        Assert.Equal("kind is b", FactWords.Says(fact with { Name = "kind", Kind = FactKind.OneOf, Values = ["a", "b"] }, 1));
        Assert.Equal("seen is yes", FactWords.Says(fact with { Name = "seen", Kind = FactKind.YesNo }, 1));
        Assert.Equal("uses is 1 time", FactWords.Says(fact with { Name = "uses", Kind = FactKind.Count }, 1));
    }

    [Fact]
    public void Who_may_appeal_or_ask_is_told_so_and_others_are_not()
    {
        var product = Desk.Product.Product;
        var appeal = product.Steps[0] with { Name = "appeal", Title = "Look again", Kind = StepKind.Appeal, From = [1], By = Who.Party(0), Tells = [], Reports = [], ReviewedBy = null };
        var with = Enacted(product with { Steps = [.. product.Steps, appeal] });
        var act = new Desk().Open(Desk.GiveBack);
        Assert.Contains("What you can do: appeal, \"Look again\".", NoticeText.Compose(with, act, 0, [1]).Lines);
        var bank = Enacted(product with { Steps = [product.Steps[0] with { Tells = [product.Steps[0].Tells[0] with { To = [Who.Authority(0)] }] }, .. product.Steps.Skip(1), appeal] });
        var told = NoticeText.Compose(bank, act, 0, [1]);
        Assert.Contains("To: desk of Bank", told.Lines);
        Assert.DoesNotContain(told.Lines, line => line.StartsWith("What you can do", StringComparison.Ordinal));
    }

    private static EnactedProduct Enacted(Product product) => new()
    {
        Entry = 12, Product = product, Compiled = Hash256.EmptyRoot, Parties = [0, 0], Accounts = [0, 0], InEffect = LogTime.Epoch, Calendar = Desk.Product.Calendar,
    };
}
