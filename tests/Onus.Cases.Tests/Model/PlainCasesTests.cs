using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Testing.Cases;
using Onus.Testing.Products;

namespace Onus.Cases.Tests.Model;

/// <summary>The interpreter by itself: on random products its own laws hold, and every part of it is reached.</summary>
public sealed class PlainCasesTests
{
    private readonly HashSet<string> _seen = [];

    [Fact]
    public void Random_products_keep_their_money_and_their_liability()
    {
        for (var seed = 0; seed < 60; seed++) Play(seed);
        var never = Wanted.Where(w => !_seen.Contains(w));
        Assert.Empty(never);
    }

    private static IEnumerable<string> Wanted =>
    [
        "Open", "Take", "Approve", "Withdraw", "Give", "File", "Ask", "Answer",
        .. Enum.GetNames<FiringCause>(),
        nameof(PlainStop), nameof(PlainWarning), nameof(PlainDifference),
        .. new[]
        {
            CaseOutcome.StaleHead, CaseOutcome.NotInThisState, CaseOutcome.NotForPeople, CaseOutcome.NotAuthorized, CaseOutcome.ConflictOfInterest,
            CaseOutcome.PartyMissing, CaseOutcome.FactIsFixed, CaseOutcome.FactMissing, CaseOutcome.FactOutOfRange, CaseOutcome.EvidenceMissing,
            CaseOutcome.TooOften, CaseOutcome.FactUnknown, CaseOutcome.ConditionNotMet, CaseOutcome.QuorumNotMet, CaseOutcome.Unfunded,
            CaseOutcome.RequestRefused, CaseOutcome.RequestMoot, CaseOutcome.RequestOpen, CaseOutcome.ApprovalTwice, CaseOutcome.CaseClosed,
        }.Select(o => o.ToString()),
    ];

    private void Play(int seed)
    {
        var random = new Random(seed);
        var product = RandomProduct.From(seed * 1_000).Compiled;
        var numbers = 100ul;
        var cast = new CaseCast(product, () => numbers++, (_, _) => numbers++);
        var cases = new PlainCases();
        var now = LogTime.From(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
        var entry = 1_000ul;
        cases.Enact(new PlainProduct(1, product, RandomProduct.CalendarOf(product), now, cast.FixedParties, cast.FixedAccounts));
        foreach (var (actor, authority) in cast.Grants) cases.Grant(entry++, now, actor, product.Name, authority, true);
        foreach (var (account, _, _) in cast.Accounts) cases.Post(entry++, now, 7, account, random.Next(600_000));
        var commands = new RandomCommands(random, cast, cases);
        for (var i = 0; i < 80; i++)
        {
            now = now.Plus((ulong)(random.Next(2) == 0 ? random.Next(1, 60) : random.Next(60, 2_400)) * 60 * LogTime.NanosecondsPerSecond);
            while (cases.Clocks.All().FirstOrDefault() is { } due && due.At <= now) Look(cases.Lapse(entry++, due.At, due));
            var command = commands.Next();
            _seen.Add(command.GetType().Name);
            Look(command.Run(cases, entry++, now));
            Check(cases, product.Stake is null);
        }
    }

    private void Look(PlainAnswer answer)
    {
        foreach (var reason in answer.Reasons) _seen.Add(reason.ToString());
        foreach (var e in answer.Events)
        {
            _seen.Add(e switch
            {
                PlainFiring f => f.Cause.ToString(),
                PlainAnswered a => a.Outcome.ToString(),
                _ => e.GetType().Name,
            });
        }
    }

    private static void Check(PlainCases cases, bool withoutStake)
    {
        var history = cases.History;
        foreach (var opened in history.Cases)
        {
            var text = opened.Product.Text;
            var owed = Enumerable.Range(0, text.Parties.Length).Aggregate(BigInteger.Zero, (sum, p) => sum + history.Liability(opened.Case, p));
            Assert.Equal(history.IsFinal(opened.Case) || withoutStake ? 0 : opened.Stake, owed);
            for (var a = 0; a < text.Accounts.Length; a++)
                if (text.Accounts[a].EndsEmpty && history.IsFinal(opened.Case)) Assert.Equal(0, history.BalanceIn(opened.Case, a));
            Assert.True(history.IsFinal(opened.Case) || cases.Clocks.Own(opened.Case) is not null);
        }
    }
}
