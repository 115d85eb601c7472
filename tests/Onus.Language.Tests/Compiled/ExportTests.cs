using System.Text.Json;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Compiled;

/// <summary>Products compile to bytes that read back, to a hash that stays, and to JSON by the published schema.</summary>
public sealed class ExportTests
{
    private static readonly string SchemaPath = Path.Combine(TestFiles.Root(), "docs", "language", "product.schema.json");

    private static readonly string Tutorial = Path.Combine(TestFiles.Root(), "docs", "language", "late-refund.onus");

    public static TheoryData<string> Files() => [.. TestFiles.Samples, Tutorial];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_compiled_product_reads_back_to_the_same_bytes(string path)
    {
        var bytes = ProductCodec.Encode(Compile(path));
        var read = ProductCodec.TryDecode(bytes, out var fault);
        Assert.True(read is not null, fault);
        Assert.Equal(bytes, ProductCodec.Encode(read));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_exported_JSON_is_as_the_schema_says(string path)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(SchemaPath));
        using var json = JsonDocument.Parse(ProductJson.Write(Compile(path)));
        Assert.Empty(new JsonSchema(schema.RootElement).Faults(json.RootElement));
    }

    [Fact]
    public void The_schema_refuses_what_is_not_an_export()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(SchemaPath));
        var text = ProductJson.Write(Compile(Tutorial));
        foreach (var (right, wrong) in new[]
        {
            ("\"onus-product/1\"", "\"onus-product/2\""), ("\"starts\": true", "\"starts\": 1"), ("\"owner\": \"care-desk\"", "\"boss\": \"care-desk\""),
            ("\"kind\": \"consumer\"", "\"kind\": \"customer\""), ("\"amount\": \"5000\"", "\"amount\": 5000"),
        })
        {
            Assert.Contains(right, text, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(text.Replace(right, wrong, StringComparison.Ordinal));
            Assert.NotEmpty(new JsonSchema(schema.RootElement).Faults(json.RootElement));
        }
    }

    [Fact]
    public void The_hash_of_a_product_is_the_same_on_every_machine() =>
        Assert.Equal("df54adce60ff55733657f900f164df277f619e9592eeab9bcb7382b2f9e7619c", ProductCodec.HashOf(Compile(Tutorial)).ToString());

    [Fact]
    public void White_space_and_comments_change_the_source_and_nothing_else()
    {
        var text = File.ReadAllText(Tutorial);
        var one = Compile(Tutorial, text);
        var other = Compile(Tutorial, text.Replace("  legal         ", "  legal ", StringComparison.Ordinal).Replace("  at most       ", "  at most ", StringComparison.Ordinal));
        Assert.NotEqual(one.Source, other.Source);
        Assert.Equal(ProductCodec.HashOf(one), ProductCodec.HashOf(other with { Source = one.Source }));
    }

    private static Product Compile(string path, string? text = null)
    {
        var source = text is null ? TestFiles.Source(path) : Language.Syntax.SourceText.FromString(path, text);
        var result = ProductCheck.Check(source, TestFiles.OptionsFor(path));
        Assert.True(result.Succeeded, TextRenderer.Render(result));
        return result.Compile();
    }
}
