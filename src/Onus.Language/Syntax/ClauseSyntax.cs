using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>One clause of a section; the first children are its words.</summary>
internal abstract class ClauseSyntax(ClauseKind kind) : SyntaxNode
{
    public ClauseKind Kind { get; } = kind;
}

/// <summary>A clause of words alone, such as <c>final</c>.</summary>
internal sealed class FlagClauseSyntax(ClauseKind kind) : ClauseSyntax(kind);

/// <summary>A clause with one or more names, such as <c>owner</c>, <c>needs</c>, <c>if unfunded, then</c>.</summary>
internal sealed class NamesClauseSyntax(ClauseKind kind, ImmutableArray<NameSyntax> names) : ClauseSyntax(kind)
{
    public ImmutableArray<NameSyntax> Names { get; } = names;
}

/// <summary>A clause with one token: a string, number, date, URL, code or contextual word.</summary>
internal sealed class TokenClauseSyntax(ClauseKind kind, ImmutableArray<SyntaxToken> tokens) : ClauseSyntax(kind)
{
    /// <summary>The tokens; more than one only for <c>currency</c>.</summary>
    public ImmutableArray<SyntaxToken> Values { get; } = tokens;

    public SyntaxToken Value => Values[0];
}

/// <summary>A clause with one quantity, such as <c>ends within</c>, <c>wait</c>.</summary>
internal sealed class QuantityClauseSyntax(ClauseKind kind, ValueSyntax value) : ClauseSyntax(kind)
{
    public ValueSyntax Value { get; } = value;
}

/// <summary><c>regulator</c> and <c>calendar</c>: a declaration inside the perimeter.</summary>
internal sealed class DeclarationClauseSyntax(ClauseKind kind, NameSyntax name, SyntaxToken text, SyntaxToken? through)
    : ClauseSyntax(kind)
{
    public NameSyntax Name { get; } = name;

    public SyntaxToken Text { get; } = text;

    /// <summary>The last day a calendar is relied on.</summary>
    public SyntaxToken? Through { get; } = through;
}

/// <summary><c>at most Q [in all] [after F], then S</c> and <c>recovers within Q, then A</c>.</summary>
internal sealed class ClockClauseSyntax(ClauseKind kind, ValueSyntax limit, NameSyntax? after, NameSyntax then)
    : ClauseSyntax(kind)
{
    public ValueSyntax Limit { get; } = limit;

    public NameSyntax? After { get; } = after;

    public NameSyntax Then { get; } = then;
}

/// <summary><c>checked DATE by NAME as primary</c></summary>
internal sealed class CheckedClauseSyntax(SyntaxToken date, NameSyntax by, Binding.CheckedAs copy)
    : ClauseSyntax(ClauseKind.Checked)
{
    public SyntaxToken Date { get; } = date;

    public NameSyntax By { get; } = by;

    public Binding.CheckedAs As { get; } = copy;
}

/// <summary><c>sets a = 1, b = 2</c></summary>
internal sealed class SetsClauseSyntax(ImmutableArray<SettingSyntax> settings) : ClauseSyntax(ClauseKind.Sets)
{
    public ImmutableArray<SettingSyntax> Settings { get; } = settings;
}

/// <summary><c>a = EUR 1,000</c></summary>
internal sealed class SettingSyntax(NameSyntax name, ValueSyntax value) : SyntaxNode
{
    public NameSyntax Name { get; } = name;

    public ValueSyntax Value { get; } = value;
}

/// <summary><c>is 2 of a, b</c></summary>
internal sealed class QuorumClauseSyntax(SyntaxToken number, ImmutableArray<NameSyntax> members)
    : ClauseSyntax(ClauseKind.Quorum)
{
    public SyntaxToken Number { get; } = number;

    public ImmutableArray<NameSyntax> Members { get; } = members;
}

/// <summary><c>holds all in bank/held</c>, <c>short all in issuer/suspense</c></summary>
internal sealed class HoldingClauseSyntax(ClauseKind kind, ShareSyntax share, NameSyntax account) : ClauseSyntax(kind)
{
    public ShareSyntax Share { get; } = share;

    public NameSyntax Account { get; } = account;
}

/// <summary>A list of parties with their shares: <c>liable</c>, <c>discharges</c>, <c>leaves</c>.</summary>
internal sealed class BearersClauseSyntax(ClauseKind kind, ImmutableArray<BearerSyntax> bearers) : ClauseSyntax(kind)
{
    public ImmutableArray<BearerSyntax> Bearers { get; } = bearers;
}

/// <summary><c>issuer for the rest</c>, or <c>all with cardholder</c></summary>
internal sealed class BearerSyntax(NameSyntax party, ShareSyntax? share) : SyntaxNode
{
    public NameSyntax Party { get; } = party;

    public ShareSyntax? Share { get; } = share;
}

/// <summary><c>decided by officer recorded by desk or clock</c></summary>
internal sealed class DecisionClauseSyntax(
    Binding.DeciderKind by, NameSyntax? actor, NameSyntax? recordedBy, bool orClock, TextSpan value)
    : ClauseSyntax(ClauseKind.DecidedBy)
{
    public Binding.DeciderKind By { get; } = by;

    public NameSyntax? Actor { get; } = actor;

    public NameSyntax? RecordedBy { get; } = recordedBy;

    public bool OrClock { get; } = orClock;

    /// <summary>The place of everything after <c>decided by</c>.</summary>
    public TextSpan Value { get; } = value;
}

/// <summary><c>when cond</c></summary>
internal sealed class WhenClauseSyntax(ConditionSyntax condition) : ClauseSyntax(ClauseKind.When)
{
    public ConditionSyntax Condition { get; } = condition;
}

/// <summary>A list of <c>share from a to b</c>: <c>shifts</c>, <c>posts</c>.</summary>
internal sealed class MovesClauseSyntax(ClauseKind kind, ImmutableArray<MoveSyntax> moves) : ClauseSyntax(kind)
{
    public ImmutableArray<MoveSyntax> Moves { get; } = moves;
}

/// <summary><c>all from issuer to merchant</c></summary>
internal sealed class MoveSyntax(ShareSyntax share, NameSyntax from, NameSyntax to) : SyntaxNode
{
    public ShareSyntax Share { get; } = share;

    public NameSyntax From { get; } = from;

    public NameSyntax To { get; } = to;
}
