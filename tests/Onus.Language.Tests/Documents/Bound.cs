using Onus.Language.Binding;
using Onus.Language.Documents;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Documents;

/// <summary>Products for tests of what is made from them: bound, whatever the checks would say.</summary>
internal static class Bound
{
    public static string GoodwillPath => Path.Combine(TestFiles.Folder, "Comparison", "goodwill.onus");

    public static string Goodwill => File.ReadAllText(GoodwillPath);

    public static BoundProduct Product(string text, string path = "test.onus")
    {
        var source = SourceText.FromString(path, text);
        var bag = new DiagnosticBag(source);
        var product = Binder.Bind(SyntaxTree.Parse(source, bag), bag, out _);
        Assert.DoesNotContain(bag.Items, d => d.Code == DiagnosticCode.UnexpectedWord);
        return product!;
    }

    public static string Page(string text, string path)
    {
        var product = Product(text, path);
        var bag = new DiagnosticBag(SourceText.FromString(path, text));
        return ProductDocument.Write(product, DocumentFindings.Of(product, bag, TestFiles.OptionsFor(path)));
    }
}
