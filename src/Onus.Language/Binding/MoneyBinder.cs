using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds evidence, accounts, and the clauses that move or hold money and liability.</summary>
internal sealed class MoneyBinder(BindingContext context, ValueBinder values)
{
    /// <summary>Fills the context's evidence and accounts.</summary>
    public void Bind(IEnumerable<SectionSyntax> evidence, IEnumerable<SectionSyntax> accounts)
    {
        foreach (var section in evidence) context.Evidence.Add(Evidence(section));
        foreach (var section in accounts) context.Accounts.Add(Account(section));
    }

    /// <summary>The shares of a list of parties.</summary>
    public BoundList<BoundBearer>? Bearers(BearersClauseSyntax? clause)
    {
        if (clause is null) return null;
        var bearers = ImmutableArray.CreateBuilder<BoundBearer>();
        foreach (var syntax in clause.Bearers)
        {
            var party = context.Party(syntax.Party);
            var share = values.Share(syntax.Share);
            if (syntax.Share is null && context.HasStake && !syntax.IsFaulty)
            {
                context.Bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished,
                    $"for how much is {syntax.Party.Text} liable?", syntax.Span, "after this comes `for` and a share") with
                {
                    Fix = new Fix($"write {syntax.Party.Text} for all", syntax.Span, $"{syntax.Party.Text} for all"),
                });
            }

            if (party is not null && (share is not null || syntax.Share is null))
                bearers.Add(new BoundBearer(party, share, syntax.Span));
        }

        return new BoundList<BoundBearer>(bearers.ToImmutable(), clause.Span);
    }

    /// <summary>Liability that moves.</summary>
    public BoundList<BoundMove> Moves(MovesClauseSyntax clause)
    {
        var moves = ImmutableArray.CreateBuilder<BoundMove>();
        foreach (var syntax in clause.Moves)
        {
            var share = values.Share(syntax.Share);
            var from = context.Party(syntax.From);
            var to = context.Party(syntax.To);
            if (share is not null && from is not null && to is not null)
                moves.Add(new BoundMove(share, from, to, syntax.Span));
        }

        return new BoundList<BoundMove>(moves.ToImmutable(), clause.Span);
    }

    /// <summary>Money that moves.</summary>
    public BoundList<BoundPosting> Postings(MovesClauseSyntax clause)
    {
        var postings = ImmutableArray.CreateBuilder<BoundPosting>();
        foreach (var syntax in clause.Moves)
        {
            var share = values.Share(syntax.Share, posted: true);
            var from = context.Account(syntax.From);
            var to = context.Account(syntax.To);
            if (share is null || from is null || to is null) continue;
            if (from == to)
            {
                context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue,
                    $"this posting goes from {from.Name} to itself", syntax.Span));
                continue;
            }

            postings.Add(new BoundPosting(share, from, to, syntax.Span));
        }

        return new BoundList<BoundPosting>(postings.ToImmutable(), clause.Span);
    }

    private BoundEvidence Evidence(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        Completeness.Require(section, reader, context.Bag, ClauseKind.EvidenceFrom);
        return new BoundEvidence
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            From = context.Actor(reader.Name(ClauseKind.EvidenceFrom)) ?? new BoundParty { Name = "", Span = default },
        };
    }

    private BoundAccount Account(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        var name = section.Name!;
        var slash = name.Text.IndexOf('/', StringComparison.Ordinal);
        var party = slash < 0 ? null : Owner(name, name.Text[..slash]);
        return new BoundAccount
        {
            Name = name.Text,
            Title = section.Title?.StringValue ?? "",
            Span = name.Span,
            Section = section.Span,
            Party = party ?? new BoundParty { Name = "", Span = default },
            EndsEmpty = reader.Has(ClauseKind.EndsEmpty),
            MayGoNegative = reader.Has(ClauseKind.MayGoNegative),
            NegativeSpan = reader.Span(ClauseKind.MayGoNegative),
        };
    }

    // The account's token holds two names; the owner's is looked up as if it stood alone.
    private BoundParty? Owner(NameSyntax account, string party)
    {
        var token = new SyntaxToken(TokenKind.Word, account.Span.Start, account.Span.Start, party);
        var name = new NameSyntax(NameKind.Party, token, declares: false);
        name.Adopt([token]);
        return context.Party(name);
    }
}
