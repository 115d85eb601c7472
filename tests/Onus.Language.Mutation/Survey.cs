using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>What became of one mutant.</summary>
/// <param name="Product">The file it comes from, without extension.</param>
/// <param name="Mutant">The change.</param>
/// <param name="Codes">What the checker said that it does not say of the product itself; nothing if the mutant survived.</param>
internal sealed record Outcome(string Product, Mutant Mutant, IReadOnlyList<DiagnosticCode> Codes)
{
    /// <summary>The name under which a survivor is reviewed.</summary>
    public string Key => $"{Product} | {Mutant.Key}";

    public bool Reported => Codes.Count > 0;
}

/// <summary>Checks every mutant of a product.</summary>
internal static class Survey
{
    /// <summary>The outcomes of all mutants of one product, in the order of its text.</summary>
    /// <exception cref="InvalidOperationException">The product itself is not right.</exception>
    internal static IReadOnlyList<Outcome> Of(string path, CheckOptions options)
    {
        var source = SourceText.FromBytes(Path.GetFileName(path), File.ReadAllBytes(path));
        var sound = ProductCheck.Check(source, options);
        if (Faults(sound).Any())
            throw new InvalidOperationException($"{path} is not right itself:\n{TextRenderer.Render(sound)}");
        var name = Path.GetFileNameWithoutExtension(path);
        var mutants = new Mutator(sound.Tree).Mutants().ToArray();
        return [.. mutants.AsParallel().AsOrdered().Select(mutant => new Outcome(name, mutant,
            [.. Faults(ProductCheck.Check(SourceText.FromString(source.Path, mutant.Apply(source)), options))]))];
    }

    private static IEnumerable<DiagnosticCode> Faults(CheckResult result) =>
        result.Diagnostics.Where(d => d.Severity != Severity.Note).Select(d => d.Code);
}
