using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>One small change of a correct product.</summary>
/// <param name="Section">The section it is in: <c>step advance</c>.</param>
/// <param name="Operator">The kind of change: <c>drop clause</c>.</param>
/// <param name="Detail">What exactly: <c>posts</c>.</param>
/// <param name="Span">The place in the source.</param>
/// <param name="Text">What stands there instead.</param>
internal sealed record Mutant(string Section, string Operator, string Detail, TextSpan Span, string Text)
{
    /// <summary>The name under which the mutant is reviewed; the same text change elsewhere has another name.</summary>
    public string Key => $"{Section} | {Operator} | {Detail}";

    /// <summary>The changed source.</summary>
    public string Apply(SourceText source) =>
        string.Concat(source.Text.AsSpan(0, Span.Start), Text, source.Text.AsSpan(Span.End));
}
