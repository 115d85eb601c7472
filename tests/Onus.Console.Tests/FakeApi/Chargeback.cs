using Onus.Client.Contracts;
using Onus.Console.Tests.Bench;
using Onus.Core;
using Onus.Language;
using Onus.Language.Binding;
using Onus.Language.Comparison;
using Onus.Language.Diagrams;
using Onus.Language.Documents;
using Onus.Language.Syntax;

namespace Onus.Console.Tests.FakeApi;

/// <summary>A shipped product as the API shows it: checked, drawn and compared by the compiler itself.</summary>
internal static class Chargeback
{
    public const string Name = "chargeback";

    private static readonly string Folder = Path.Combine(Visit.Root(), "products", Name);

    public static string Source { get; } = File.ReadAllText(Path.Combine(Folder, "chargeback.onus"));

    private static CheckResult Checked(string text) => ProductCheck.Check(
        SourceText.FromString("product.onus", text),
        new CheckOptions { ReadBeside = file => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllBytes(Path.Combine(Folder, file)) : null });

    public static string Map(string text) => Checked(text).Product is { } product
        ? MapSvg.Write(ProductMap.Of(product), new MapSvgOptions { Heading = Prose.Title(product), Subheading = "version" })
        : throw new FakeRefusal(404, "Not found");

    public static CheckAnswer Check(ProductText text)
    {
        var result = Checked(text.Source);
        return new CheckAnswer(
            result.Succeeded,
            [.. result.Diagnostics.Select(d => new DiagnosticView(
                d.Code.Text(), d.Severity.ToString(), d.Title, result.Source.LineOf(d.Primary.Span.Start), result.Source.ColumnOf(d.Primary.Span.Start),
                d.Primary.Span.Length, d.Fix?.Text))],
            result.Product is null || !result.Succeeded ? null : Map(text.Source));
    }

    public static DiffAnswer Diff(string old, string now)
    {
        var result = ProductComparison.Compare(Checked(old).Product!, Checked(now).Product!, new CheckOptions());
        return new DiffAnswer(
            result.Old, result.New, result.Title,
            [.. result.Changes.Select(c => new ProductChange(c.Area.ToString(), c.Subject, c.Name, c.Aspect, c.Before, c.After))],
            [.. result.Decisions.Select(d => new ProductDecisionChange(d.State, d.Name, d.Cases, d.Example, d.Before, d.After))],
            result.DecisionsUnknown);
    }

    public static ProductView View(int version, LogTime since, bool isInEffect)
    {
        var product = Checked(Source).Product!;
        return new ProductView(new ProductVersion(Name, version, Prose.Title(product), (ulong)(60 * version), since, isInEffect, Hash256.EmptyRoot, Hash256.EmptyRoot, isInEffect ? 7_832UL : 3))
        {
            Parties = [.. product.Parties.Select((p, i) => new ProductParty(p.Name, Prose.Title(p), "Independent", i == 0 ? 3UL : null))],
            Accounts = [.. product.Accounts.Select((a, i) => new ProductAccount(a.Name, a.Party.Name, i == 0 ? FakeNode.Id(501) : null))],
            Authorities = [.. product.Authorities.Select(a => new ProductAuthority(a.Name, Prose.Title(a), a.Party.Name))],
            Facts = [],
            Evidence = [],
            States = [.. product.States.Select((s, i) => new ProductState(
                s.Name, Prose.Title(s), s.Legal is { } legal ? Prose.Words(legal.Name) : "", s.Final,
                s.Clock is { Then: { } then } ? $"after its clock: {Prose.Title(product[then])}" : null, s.Final ? 0UL : (ulong)(i % 4 * 37), s.Final ? "0" : $"{i % 4 * 1234}.50"))],
            Steps = [.. product.Steps.Where(s => s.To is not null).Select(s => new ProductStep(
                s.Name, Prose.Title(s), [.. s.From.Select(f => product[f].Name)], product[s.To!.Value].Name, By(s), null, [.. s.Because.Select(b => b.Name)],
                s.Name.Length % 5 == 0, [], By(s).Any(b => b.Contains("two", StringComparison.Ordinal)) ? 2 : 1)
            {
                Posts = [.. s.Posts.SelectMany(list => list.Items).Select(post => new MoneyMove(post.From.Name, post.To.Name, "all"))],
            })],
            Shadows = [.. product.Shadows.Select(s => s.Name)],
            Currency = "EUR",
            Openers = ["cardholder"],
            OpeningFacts = ["amount"],
        };
    }

    private static string[] By(BoundStep step) => step.Decision switch
    {
        { By: DeciderKind.Rule } => ["rule"],
        { By: DeciderKind.Clock } => ["clock"],
        { Actor: { } actor } => [actor.Name],
        _ => ["cardholder"],
    };
}
