using System.Collections.Immutable;
using Onus.Language.Analysis.Guards;
using Onus.Language.Analysis.Time;
using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>What the checks found out about a product, for its document.</summary>
internal sealed record DocumentFindings
{
    private DocumentFindings(TimeReport time, ImmutableArray<Discretion> discretions)
    {
        Time = time;
        Discretions = discretions;
    }

    /// <summary>What silence leads to, and the longest case.</summary>
    public TimeReport Time { get; }

    /// <summary>Where one person may choose between several steps for the same case.</summary>
    public ImmutableArray<Discretion> Discretions { get; }

    /// <summary>The SHA-256 of the source, in hexadecimal.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>The hash of the compiled product, in hexadecimal; empty where it does not compile.</summary>
    public string ProductHash { get; init; } = "";

    /// <summary>The date the checks were made for; null where none was given.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What the checks remark; notes of discretion have a section of their own and are left out.</summary>
    public ImmutableArray<Diagnostic> Remarks { get; init; } = [];

    /// <summary>Analyses a product that is without errors.</summary>
    public static DocumentFindings Of(BoundProduct product, DiagnosticBag bag, CheckOptions options) =>
        new(TimeReport.Of(product, options), [.. DiscretionMap.Of(product, bag, options)]) { AsOf = options.AsOf };

    /// <summary>How long silence takes from a state on, in words; empty where that is not known.</summary>
    public static string SilenceTakes(SilentPath path) => path switch
    {
        { Ends: false } => "and so on, without an end",
        { Seconds: { } seconds } => $"after at most {TimeText.Of(seconds)}",
        _ => "",
    };
}
