using Onus.Core;
using Onus.Language;
using Onus.Language.Formatting;

namespace Onus.Products.Tests;

/// <summary>What ships is what the checker accepts: no fault, one layout, a name of its own, the calendar as it is shipped.</summary>
public sealed class ProductTextTests
{
    public static TheoryData<string> Names() => [.. ShippedProduct.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_product_has_neither_errors_nor_warnings(string name)
    {
        var result = ShippedProduct.Of(name).Result;
        Assert.True(result.Diagnostics.IsEmpty, TextRenderer.Render(result));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_product_is_written_in_the_one_layout(string name)
    {
        var product = ShippedProduct.Of(name);
        Assert.Equal(ProductFormatter.Format(product.Result.Source), product.Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Folder_file_and_product_have_one_name(string name) =>
        Assert.Equal(name, ProductCheck.NameOf(ShippedProduct.Of(name).Result.Source));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_calendar_is_the_copy_of_a_shipped_one(string name)
    {
        var calendar = ShippedProduct.Of(name).Result.Compile().Perimeter.Calendar;
        Assert.NotNull(calendar);
        Assert.Equal(ShippedCalendars.Read(Path.GetFileNameWithoutExtension(calendar.Path)), ShippedProduct.Beside(name, calendar.Path));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_says_against_what_kind_of_copy_it_was_checked(string name)
    {
        var rules = ShippedProduct.Of(name).Result.Product!.Rules;
        Assert.NotEmpty(rules);
        Assert.All(rules, r => Assert.NotEqual(Onus.Language.Binding.CheckedAs.Unsaid, r.Checked!.As));
    }

    [Fact]
    public void The_page_of_all_products_lists_each_of_them()
    {
        var page = File.ReadAllText(Path.Combine(ShippedProduct.Folder, "README.md"));
        Assert.All(ShippedProduct.Names, n => Assert.Contains($"[{n}]({n})", page, StringComparison.Ordinal));
    }
}
