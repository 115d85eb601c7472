namespace Onus.Language.Tests.Golden;

/// <summary>The complete samples are right as far as reading, names and states go.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names() => [.. TestFiles.Samples.Select(s => Path.GetFileName(s))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_product_is_read_and_bound_without_a_fault(string name)
    {
        var path = Path.Combine(TestFiles.Folder, "samples", name);
        var result = ProductCheck.Check(TestFiles.Source(path), TestFiles.OptionsFor(path));
        var early = result.Diagnostics.Where(d => d.Code < DiagnosticCode.TwoRulesDecide && d.Severity == Severity.Error);
        Assert.True(!early.Any(), TextRenderer.Render(result));
    }
}
