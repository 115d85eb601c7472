using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

/// <summary>Compiled products written by hand, for tests that need no compiler.</summary>
internal static class Products
{
    /// <summary>One open state, one clock, one final state.</summary>
    public static Product Small() => new()
    {
        Name = "small",
        Title = "小产品",
        Version = 3,
        InEffect = new DateOnly(2027, 1, 1),
        Source = Hash256.EmptyRoot,
        Perimeter = new Perimeter
        {
            Jurisdictions = ["CN"],
            Regulators = [new Regulator("pboc", "People's Bank of China")],
            Currencies = [Currency.Of("CNY")],
            TimeZone = "Asia/Shanghai",
            Calendar = new CalendarReference("prc", "calendars/prc.csv", new DateOnly(2026, 12, 31), Hash256.EmptyRoot),
            MonthEnd = MonthEnd.Back,
            EndsWithin = new Quantity(QuantityUnit.Month, 6),
            Recovery = null,
        },
        Sources = [new Source
        {
            Name = "law", Title = "The law", IsRule = true, Cites = "Article 1", Url = null, DecidedBy = null,
            Checked = new DateOnly(2026, 11, 20), ReviewBy = null, Compels = [0],
            Sets = [new NamedQuantity("line", Quantity.Of(new Money(Currency.Of("CNY"), 100_000)))],
        }],
        Parties = [new Party("payer", "Payer", PartyKind.Consumer), new Party("bank", "Bank", PartyKind.Us)],
        Authorities = [new Authority("desk", 1, 1, []), new Authority("lead", 1, 1, []), new Authority("pair", 1, 2, [0, 1])],
        Facts = [new Fact
        {
            Name = "amount", Kind = FactKind.Money, Currency = Currency.Of("CNY"), Range = new Interval(1, Int128.MaxValue / 4),
            Values = [], Personal = false, From = null, Later = false, Kept = null, Partition = [1, 100_001],
        }],
        Scores = [],
        Links = [],
        Stake = 0,
        Evidence = [new Onus.Language.Compiled.Evidence("bill", "The bill", Who.Party(0))],
        Accounts = [new Account(0, "wallet", "Wallet", false, false), new Account(1, "held", "Held", true, false)],
        Legals = [new LegalMeaning("free", "Nothing is decided.", null, null), new LegalMeaning("closed", "Over.", null, null)],
        Funds = [new FundsMeaning("held", "We hold it.", [new FundsLine(false, Share.All, 1)]), new FundsMeaning("gone", "Back.", [])],
        States =
        [
            new State
            {
                Name = "open", Title = "Open", Starts = true, OpenedBy = [Who.Party(0)], Final = false, Legal = 0, Funds = 0,
                Owner = Who.Authority(0), Liable = [new PartyShare(1, Share.All)], Clock = new Clock(new Quantity(QuantityUnit.BusinessDay, 2), null, 0),
            },
            new State
            {
                Name = "done", Title = "Done", Starts = false, OpenedBy = [], Final = true, Legal = 1, Funds = 1, Owner = null, Liable = [], Clock = null,
            },
        ],
        Steps = [new Step
        {
            Name = "give-back", Title = "Give it back", Kind = StepKind.Step, From = [0], To = 1, By = null,
            Decider = new Decider(false, true, Who.Authority(2), null), When = Condition.Within(0, [new Interval(1, 100_000)], "line"),
            AtMost = null, Needs = [0], Because = [0], InOwnFavour = false, Shifts = [], Posts = [[new Posting(Share.All, 1, 0)]],
            Discharges = [new PartyShare(1, Share.All)], Leaves = [], Tells = [new Notice([Who.Party(0)], new Quantity(QuantityUnit.Hour, 1), Reasons.With, null)],
            Reports = [new Report("large", 0, new Quantity(QuantityUnit.BusinessDay, 5))], IfUnfunded = null, Signed = false, Opens = null,
            UndoneBy = null, ReviewedBy = null, Answer = null,
        }],
        Caps = [],
        Keeps = [new Keep([0], new Quantity(QuantityUnit.Year, 10), true)],
        Shadows = [],
        Examples = [new Example("It comes back", [new ExampleLine { Action = ExampleAction.Wait, Line = 9, Subject = -1, Wait = new Quantity(QuantityUnit.Day, 4) }])],
    };
}
