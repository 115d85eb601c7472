using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Testing.Cases;
using Onus.Testing.Products;

namespace Onus.Cases.Tests.Model;

/// <summary>The runtime and the plain cases agree on every outcome, state, liability, balance, duty and due time.</summary>
/// <remarks><c>ONUS_SEEDS</c> plays that many; <c>ONUS_SEED</c> is the first.</remarks>
public sealed class ComparisonTests
{
    private readonly HashSet<string> _seen = [];

    public static TheoryData<string> Products() => [.. ShippedProducts.Names];

    [Fact]
    public void Random_commands_on_random_products_have_one_meaning()
    {
        Play(Number("ONUS_SEEDS") ?? 30, seed => (RandomProduct.From(seed * 1_000).Compiled, RandomProduct.CalendarOf, ShippedCalendars.Read("target2")));
        if (Number("ONUS_SEEDS") is null) Assert.True(_seen.IsSupersetOf(Wanted), string.Join(", ", Wanted.Except(_seen)));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Random_commands_on_shipped_products_have_one_meaning(string name)
    {
        var (product, calendar, file) = ShippedProducts.Read(name);
        Play((Number("ONUS_SEEDS") ?? 20) / 10, _ => (product, _ => calendar, file));
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public void The_comparison_finds_a_runtime_that(string does)
    {
        var alter = ProductAlterations.All[does];
        for (var seed = 0; seed < 200; seed++)
        {
            var product = RandomProduct.From(seed * 1_000).Compiled;
            if (alter(product) is not { } altered) continue;
            try
            {
                Play(seed, product, RandomProduct.CalendarOf(product), ShippedCalendars.Read("target2"), altered);
            }
            catch (Exception e) when (e is InvalidOperationException or InvariantViolation)
            {
                return;
            }
        }

        Assert.Fail("200 seeds do not find it");
    }

    public static TheoryData<string> Alterations() => [.. ProductAlterations.All.Keys];

    private static IEnumerable<string> Wanted =>
    [
        "Open", "Take", "Approve", "Withdraw", "Give", "File", "Ask", "Answer",
        .. Enum.GetNames<FiringCause>(),
        .. new[]
        {
            CaseOutcome.Accepted, CaseOutcome.CaseClosed, CaseOutcome.StaleHead, CaseOutcome.NotInThisState, CaseOutcome.NotForPeople,
            CaseOutcome.NotAuthorized, CaseOutcome.ConflictOfInterest, CaseOutcome.FactIsFixed, CaseOutcome.EvidenceMissing,
            CaseOutcome.FactUnknown, CaseOutcome.ConditionNotMet, CaseOutcome.QuorumNotMet, CaseOutcome.Unfunded, CaseOutcome.RequestOpen,
        }.Select(o => o.ToString()),
    ];

    private void Play(int count, Func<int, (Product Product, Func<Product, CivilCalendar> CalendarOf, byte[]? File)> draw)
    {
        var failures = new List<string>();
        var first = Number("ONUS_SEED") ?? 0;
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                var (product, calendarOf, file) = draw(seed);
                Play(seed, product, calendarOf(product), file);
            }
            catch (Exception e) when (e is InvalidOperationException or InvariantViolation)
            {
                failures.Add($"seed {seed}: {e.Message}{(e is InvariantViolation ? "\n" + e.StackTrace : "")}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count}\n{string.Join("\n", failures.Take(8))}");
    }

    private void Play(int seed, Product product, CivilCalendar calendar, byte[]? calendarFile, Product? plainly = null)
    {
        var random = new Random(seed);
        var now = LogTime.From(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
        using var stage = new ComparedNode(product, calendar, calendarFile, now, random, plainly);
        var comparison = new Comparison(stage);
        var commands = new RandomCommands(random, stage.Cast, stage.Plain);
        for (var i = 0; i < 60; i++)
        {
            now = now.Plus((ulong)(random.Next(2) == 0 ? random.Next(1, 60) : random.Next(60, 2_400)) * 60 * LogTime.NanosecondsPerSecond);
            comparison.WaitUntil(now);
            if (random.Next(30) == 0)
            {
                now = now.Plus(7 * 86_400 * LogTime.NanosecondsPerSecond);
                stage.BeDownUntil(now);
                comparison.WaitUntil(now);
            }

            if (random.Next(12) == 0) Regrant(stage, random);
            comparison.Run(commands.Next(), now);
        }

        _seen.UnionWith(comparison.Seen);
    }

    /// <summary>Takes an authority from somebody, perhaps in the middle of a quorum, or gives it back.</summary>
    private static void Regrant(ComparedNode stage, Random random)
    {
        var (actor, authority) = stage.Cast.Grants[random.Next(stage.Cast.Grants.Count)];
        stage.Grant(actor, authority, !stage.Plain.History.Holds(actor, stage.Product.Name, authority));
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
