using Onus.Core.Formats;

namespace Onus.Language.Compiled;

/// <summary>The layout of examples.</summary>
internal static class ExampleLayout
{
    public static Example Of(CborArchive a, Example? v) => a.Record(2, () =>
        new Example(a.Text(v?.Title), a.List(v?.Lines ?? [], l => Line(a, l))));

    private static ExampleLine Line(CborArchive a, ExampleLine? v) => a.Record(8, () => new ExampleLine
    {
        Action = a.Word(v?.Action ?? default),
        Line = a.Int(v?.Line ?? 0),
        Subject = a.Int(v?.Subject ?? 0),
        Value = a.Signed(v?.Value ?? 0),
        Wait = a.Maybe(v?.Wait, q => ProductLayout.Quantity(a, q)),
        Share = a.Maybe(v?.Share, s => ProductLayout.Share(a, s)),
        By = a.Maybe(v?.By, w => ProductLayout.Who(a, w)),
        With = a.List(v?.With ?? [], a.Int),
    });
}
