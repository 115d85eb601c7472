using System.Globalization;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Golden;

/// <summary>Each <c>golden/**/NNNN-what-is-wrong.onus</c> is a realistic product with exactly one fault; the message it must
/// give, and no other, stands beside it in <c>.expect</c>. Set ONUS_UPDATE_EXPECT=1 to write what the checker says now,
/// and review the difference.</summary>
/// <remarks>A comment at the top of a golden file sets the options; see <see cref="TestDirectives"/>.</remarks>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Folder, "golden");

    private static readonly bool Updating = Environment.GetEnvironmentVariable("ONUS_UPDATE_EXPECT") == "1";

    public static TheoryData<string> Files() => [.. Directory
        .EnumerateFiles(Folder, "*.onus*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith(".expect", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(f)) != "opened")
        .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_faulty_product_gives_exactly_its_message(string file)
    {
        var path = Path.Combine(Folder, file);
        var result = ProductCheck.Check(TestFiles.Source(path), Options(path));
        var text = TextRenderer.Render(result);
        var code = int.Parse(Path.GetFileName(file).AsSpan(0, 4), CultureInfo.InvariantCulture);
        Assert.True(result.Diagnostics is [var only] && (int)only.Code == code,
            $"{file}: expected exactly one ONUS{code:D4}, got {result.Diagnostics.Length} messages:\n\n{text}");

        var expected = path + ".expect";
        if (Updating) File.WriteAllText(expected, text);
        Assert.True(File.Exists(expected), $"{file}: no .expect file; the checker says:\n\n{text}");
        Assert.Equal(File.ReadAllText(expected), text);
    }

    [Fact]
    public void Every_expected_message_has_its_product()
    {
        foreach (var expected in Directory.EnumerateFiles(Folder, "*.expect", SearchOption.AllDirectories))
            Assert.True(File.Exists(expected[..^".expect".Length]), $"{expected} has no product beside it");
    }

    private static CheckOptions Options(string path) =>
        TestDirectives.Apply(TestFiles.OptionsFor(path), File.ReadAllText(path)) with { ReadProduct = name => Beside(path, name) };

    // A product that another one opens stands beside it, in a file of its name; such a file is no golden test.
    private static SourceText? Beside(string path, string name)
    {
        var file = Path.Combine(Path.GetDirectoryName(path)!, "opened", name + ".onus");
        return File.Exists(file) ? TestFiles.Source(file) : null;
    }
}
