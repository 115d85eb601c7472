using Onus.Core.Formats;

namespace Onus.Server.Tests;

/// <summary>The one table from outcomes to HTTP, over every outcome of every request.</summary>
public sealed class OutcomeTests
{
    public static TheoryData<Type> Lists =>
    [
        typeof(OpenBookOutcome), typeof(OpenAccountOutcome), typeof(ChangeLimitsOutcome), typeof(CloseAccountOutcome), typeof(ReopenAccountOutcome),
        typeof(PostingsOutcome), typeof(TransferOutcome), typeof(CaseOutcome), typeof(CharterOutcome),
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_outcome_has_the_status_of_its_class_and_a_title(Type list)
    {
        var one = typeof(OutcomeTests).GetMethod(nameof(Check), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(list);
        foreach (var outcome in Enum.GetValues(list)) one.Invoke(null, [outcome]);
    }

    [Fact]
    public void The_lists_are_all_that_there_are()
    {
        // What a verifier says of a proof is an outcome too, but none is ever accepted.
        var all = typeof(TransferOutcome).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && type.Name.EndsWith("Outcome", StringComparison.Ordinal) && Enum.GetNames(type).Contains("Accepted"));
        Assert.Equal(all.Select(type => type.Name).Order(), Lists.Select(row => row.Data.Name).Order());
    }

    private static void Check<T>(T outcome)
        where T : struct, Enum
    {
        var (status, number, name) = (Outcomes.StatusOf(outcome), Convert.ToByte(outcome, System.Globalization.CultureInfo.InvariantCulture), outcome.ToString());
        var allowed = name is "Accepted" or "Exists" or "Proposed" ? (int[])[200]
            : name == "LinkedFailed" ? [422]
            : number < 64 || name == "IdTooFarAhead" ? [400]
            : number < 128 ? [409, 422]
            : [403, 409, 422];
        Assert.Contains(status, allowed);
        Assert.Equal(status == 200, Outcomes.IsDone(outcome));
        Assert.Equal(name.Length + name.Skip(1).Count(char.IsUpper), Outcomes.TitleOf(outcome).Length);
    }
}
