using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>What the clocks of a product add up to, for documents, editors and other checks.</summary>
internal sealed class TimeReport
{
    private readonly CheckOptions _options;
    private readonly CaseGraph _graph;

    private TimeReport(BoundProduct product, CheckOptions options)
    {
        (Product, _options, _graph) = (product, options, new CaseGraph(product));
        Lengths = ClockLengths.Of(product, options);
        if (product.Start is not { } start) return;
        Silence = SilenceFrom(start);
        Longest = LongestFrom(start);
    }

    public BoundProduct Product { get; }

    /// <summary>How long each of the product's terms can be.</summary>
    public ClockLengths Lengths { get; }

    /// <summary>What happens if nobody does anything; null without a starting state.</summary>
    public SilentPath? Silence { get; }

    /// <summary>The longest case; null where it is not bounded or a length is unknown.</summary>
    public LongestCase? Longest { get; }

    public static TimeReport Of(BoundProduct product, CheckOptions options) => new(product, options);

    /// <summary>What happens from a state on if nobody does anything.</summary>
    public SilentPath SilenceFrom(StateRef state) => SilentPath.From(state, Product, Lengths);

    /// <summary>The longest that a case can last from its entry into a state on.</summary>
    public LongestCase? LongestFrom(StateRef state) =>
        LongestCaseFinder.From(state, _graph, Lengths, _options.GuardNodeBudget);

    /// <summary>The report for a reader, a line each.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string>();
        if (Silence is { } silence) lines.Add("if nobody does anything: " + silence.Text(Product));
        if (Longest is { } longest) lines.Add($"the longest case: {longest.Text(Product)}, {TimeText.Of(longest.Seconds)}");
        return lines;
    }

    internal CaseGraph Graph => _graph;
}
