using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary><c>tells a, b within Q with reasons</c></summary>
internal sealed class TellsClauseSyntax(
    ImmutableArray<NameSyntax> to, ValueSyntax? within, Binding.Reasons reasons, NameSyntax? under)
    : ClauseSyntax(ClauseKind.Tells)
{
    public ImmutableArray<NameSyntax> To { get; } = to;

    public ValueSyntax? Within { get; } = within;

    public Binding.Reasons Reasons { get; } = reasons;

    public NameSyntax? Under { get; } = under;
}

/// <summary><c>reports X to R within Q</c>, and <c>every Q</c> in a shadow.</summary>
internal sealed class ReportsClauseSyntax(ClauseKind kind, NameSyntax what, NameSyntax to, ValueSyntax? time)
    : ClauseSyntax(kind)
{
    public NameSyntax What { get; } = what;

    public NameSyntax To { get; } = to;

    /// <summary>The deadline or the period; a missing deadline is ONUS0804.</summary>
    public ValueSyntax? Time { get; } = time;
}

/// <summary><c>reviewed by A within Q</c></summary>
internal sealed class ReviewClauseSyntax(NameSyntax by, ValueSyntax within) : ClauseSyntax(ClauseKind.ReviewedBy)
{
    public NameSyntax By { get; } = by;

    public ValueSyntax Within { get; } = within;
}

/// <summary><c>answered within Q, otherwise granted</c></summary>
internal sealed class AnswerClauseSyntax(ValueSyntax within, Binding.RequestDefault otherwise, NameSyntax? step)
    : ClauseSyntax(ClauseKind.Answered)
{
    public ValueSyntax Within { get; } = within;

    public Binding.RequestDefault Otherwise { get; } = otherwise;

    public NameSyntax? Step { get; } = step;
}

/// <summary><c>at most once</c>, <c>at most extensions</c>, and a cap's <c>at most Q in Q</c>.</summary>
internal sealed class LimitClauseSyntax(ClauseKind kind, ValueSyntax? limit, ValueSyntax? window) : ClauseSyntax(kind)
{
    /// <summary>The limit; null for <c>once</c>.</summary>
    public ValueSyntax? Limit { get; } = limit;

    public ValueSyntax? Window { get; } = window;
}

/// <summary><c>on issuer per merchant</c>, and a link's <c>ignores above 5 per device</c>.</summary>
internal sealed class KeyedClauseSyntax(ClauseKind kind, NameSyntax? on, SyntaxToken? number, NameSyntax? per)
    : ClauseSyntax(kind)
{
    public NameSyntax? On { get; } = on;

    public SyntaxToken? Number { get; } = number;

    public NameSyntax? Per { get; } = per;
}

/// <summary><c>warns chief-risk at 80%</c>, <c>opens capital-review at 90%</c></summary>
internal sealed class LevelClauseSyntax(ClauseKind kind, NameSyntax name, ValueSyntax level) : ClauseSyntax(kind)
{
    public NameSyntax Name { get; } = name;

    public ValueSyntax Level { get; } = level;
}

/// <summary><c>blocks a, b, instead c</c></summary>
internal sealed class BlocksClauseSyntax(ImmutableArray<NameSyntax> steps, NameSyntax instead)
    : ClauseSyntax(ClauseKind.Blocks)
{
    public ImmutableArray<NameSyntax> Steps { get; } = steps;

    public NameSyntax Instead { get; } = instead;
}

/// <summary><c>instead of step when cond</c></summary>
internal sealed class ReplacementClauseSyntax(NameSyntax step, ConditionSyntax condition)
    : ClauseSyntax(ClauseKind.InsteadOf)
{
    public NameSyntax Step { get; } = step;

    public ConditionSyntax Condition { get; } = condition;
}

/// <summary><c>given a is 1, b is c</c>, or <c>given p/a holds EUR 5</c></summary>
internal sealed class GivenClauseSyntax(ImmutableArray<SettingSyntax> settings) : ClauseSyntax(ClauseKind.Given)
{
    /// <summary>What is given; the name is a fact or an account.</summary>
    public ImmutableArray<SettingSyntax> Settings { get; } = settings;
}

/// <summary><c>do step by actor with evidence</c>, and <c>refused</c> likewise.</summary>
internal sealed class ActClauseSyntax(
    ClauseKind kind, NameSyntax step, NameSyntax? by, ImmutableArray<NameSyntax> with) : ClauseSyntax(kind)
{
    public NameSyntax Step { get; } = step;

    public NameSyntax? By { get; } = by;

    public ImmutableArray<NameSyntax> With { get; } = with;
}

/// <summary>What an <c>expect</c> line expects.</summary>
internal enum Expectable : byte
{
    State,
    Liable,
    Empty,
    Holds,
    ShadowDiffers,
}

/// <summary><c>expect state s</c>, <c>expect p liable for share</c>, <c>expect p/a empty</c> and its like.</summary>
internal sealed class ExpectClauseSyntax(Expectable what, NameSyntax name, SyntaxNode? value)
    : ClauseSyntax(ClauseKind.Expect)
{
    public Expectable What { get; } = what;

    public NameSyntax Name { get; } = name;

    /// <summary>The share of <c>liable for</c>, the amount of <c>holds</c>.</summary>
    public SyntaxNode? Value { get; } = value;
}
