using Onus.Language.Syntax;

namespace Onus.Language;

/// <summary>What a check depends on beyond the product's own text; everything enters here, nothing is looked up elsewhere.</summary>
public sealed record CheckOptions
{
    /// <summary>Today, for the age of sources and reviews; null leaves those checks out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Reads a file beside the product (a calendar) by the path written in the product; null when there is none.</summary>
    public Func<string, byte[]?> ReadBeside { get; init; } = static _ => null;

    /// <summary>The names of the products that <c>opens</c> may start; null when only this file was given.</summary>
    public IReadOnlySet<string>? KnownProducts { get; init; }

    /// <summary>Reads the text of another product that <c>opens</c> names; null when it was not given.</summary>
    public Func<string, SourceText?> ReadProduct { get; init; } = static _ => null;

    /// <summary>How many cells of decision space the guard analysis may visit in one state before it says ONUS0305.</summary>
    public int GuardNodeBudget { get; init; } = 200_000;

    /// <summary>Whether notes are wanted too, such as where a person has a choice (ONUS0306).</summary>
    public bool Notes { get; init; }
}
