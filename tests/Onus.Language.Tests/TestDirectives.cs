using System.Globalization;
using System.Text.RegularExpressions;

namespace Onus.Language.Tests;

/// <summary>Reads the options of a check from the comment at the top of a test's product: <c>-- as of 2029-01-01</c>,
/// <c>-- products a, b</c>, <c>-- with notes</c>, <c>-- guard budget 20</c>.</summary>
internal static partial class TestDirectives
{
    /// <summary>The options with what the text's first comment asks for.</summary>
    public static CheckOptions Apply(CheckOptions options, string text)
    {
        var comment = text.Split('\n').FirstOrDefault(l => l.StartsWith("-- ", StringComparison.Ordinal)) ?? "";
        if (AsOf().Match(comment) is { Success: true } date)
            options = options with { AsOf = DateOnly.ParseExact(date.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (comment.Contains("with notes", StringComparison.Ordinal)) options = options with { Notes = true };
        if (Budget().Match(comment) is { Success: true } budget)
            options = options with { GuardNodeBudget = int.Parse(budget.Groups[1].ValueSpan, CultureInfo.InvariantCulture) };
        if (Products().Match(comment) is { Success: true } products)
            options = options with { KnownProducts = products.Groups[1].Value.Split(", ").ToHashSet() };
        return options;
    }

    [GeneratedRegex(@"as of (\d{4}-\d{2}-\d{2})")]
    private static partial Regex AsOf();

    [GeneratedRegex(@"guard budget (\d+)")]
    private static partial Regex Budget();

    [GeneratedRegex(@"products ([a-z0-9, -]+)")]
    private static partial Regex Products();
}
