using System.Globalization;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>A statement in words: what a person reads before they sign it.</summary>
public static class StatementText
{
    /// <summary>The statement, line by line, in the product's own titles.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="product">The product that it names by hash.</param>
    /// <exception cref="ArgumentException">The product is another one, or the statement does not fit it.</exception>
    public static string ToWords(this DecisionStatement statement, Product product)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(product);
        if (ProductCodec.HashOf(product) != statement.Product || !Fits(statement, product))
            throw new ArgumentException($"the statement is of another product than {product.Name}", nameof(product));

        var text = new StringBuilder();
        Line(text, $"In the log {statement.Origin},");
        Line(text, $"under \"{product.Title}\" ({product.Name}, version {product.Version}),");
        Line(text, $"as {statement.As}{(statement.RecordedFor.Length > 0 ? $", recording an act of {statement.RecordedFor}," : "")}");
        Line(text, Deed(statement, product));
        if (statement.Case != 0) Line(text, $"of case {statement.Case}, as it stood after entry {statement.HeadSeen}.");
        foreach (var (name, given) in statement.Facts) Line(text, $"Fact {name}: {Value(product.Facts[given.Fact], given)}.");
        foreach (var (name, filed) in statement.Evidence) Line(text, $"Evidence {name}: {filed.Commitment}.");
        if (statement.Step >= 0)
            foreach (var source in product.Steps[statement.Step].Because)
                Line(text, $"Because of \"{product.Sources[source].Title}\"{Cited(product.Sources[source])}.");
        Line(text, $"Command {statement.Command}.");
        return text.ToString();
    }

    private static bool Fits(DecisionStatement statement, Product product)
    {
        if (statement.Step < -1 || statement.Step >= product.Steps.Length) return false;
        if (statement.StepName != (statement.Step < 0 ? product.Name : product.Steps[statement.Step].Name)) return false;
        foreach (var (name, given) in statement.Facts)
            if (given.Fact < 0 || given.Fact >= product.Facts.Length || product.Facts[given.Fact].Name != name) return false;
        foreach (var (name, filed) in statement.Evidence)
            if (filed.Kind < 0 || filed.Kind >= product.Evidence.Length || product.Evidence[filed.Kind].Name != name) return false;
        return (statement.Verb == DecisionVerb.Open) == (statement.Step < 0);
    }

    private static string Deed(DecisionStatement statement, Product product)
    {
        var title = statement.Step < 0 ? product.Title : product.Steps[statement.Step].Title;
        return statement.Verb switch
        {
            DecisionVerb.Open => "I open a case.",
            DecisionVerb.Take => $"I decide \"{title}\" ({statement.StepName})",
            DecisionVerb.Approve => $"I approve \"{title}\" ({statement.StepName})",
            DecisionVerb.Grant => $"I grant \"{title}\" ({statement.StepName}), asked in entry {statement.Request},",
            _ => $"I refuse \"{title}\" ({statement.StepName}), asked in entry {statement.Request},",
        };
    }

    private static string Value(Fact fact, FactGiven given)
    {
        if (given.Commitment is { } commitment) return $"personal, committed to as {commitment}";
        return fact.Kind switch
        {
            FactKind.Money when given.Value >= 0 => new Money(fact.Currency, (UInt128)given.Value).ToString(),
            FactKind.OneOf when given.Value >= 0 && given.Value < fact.Values.Length => fact.Values[(int)given.Value],
            FactKind.YesNo => given.Value == 0 ? "no" : "yes",
            FactKind.Instant when given.Value >= 0 && given.Value <= ulong.MaxValue => new LogTime((ulong)given.Value).ToString(),
            FactKind.Duration => $"{given.Value.ToString(CultureInfo.InvariantCulture)} seconds",
            FactKind.Share => $"{given.Value.ToString(CultureInfo.InvariantCulture)}%",
            _ => given.Value.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Cited(Source source) => source.Cites is { } cites ? $" ({cites})" : "";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
