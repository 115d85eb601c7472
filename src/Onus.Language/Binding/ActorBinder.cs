using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds parties and authorities; quorums last, for they name other authorities.</summary>
internal sealed class ActorBinder(BindingContext context)
{
    /// <summary>Fills the context's parties and authorities.</summary>
    public void Bind(IEnumerable<SectionSyntax> parties, IEnumerable<SectionSyntax> authorities)
    {
        foreach (var section in parties) context.Parties.Add(Party(section));
        foreach (var two in context.Parties.Where(p => p.Role == PartyRole.Us).Skip(1))
        {
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice, "two parties are us", two.Span, "and this") with
            {
                Secondary = [new Place(context.Us!.Span, "this is us")],
                Fix = new Fix("`us` is the log's own legal entity; leave `is us` out of one of them"),
            });
        }

        var sections = authorities.ToArray();
        context.QuorumNames.UnionWith(sections.Where(s => s.Clauses.OfType<QuorumClauseSyntax>().Any()).Select(s => s.Name!.Text));
        var nobody = new BoundParty { Name = "", Span = default };
        foreach (var section in sections)
        {
            var reader = new ClauseReader(section, context.Bag);
            Completeness.Require(section, reader, context.Bag, ClauseKind.Of);
            context.Authorities.Add(new BoundAuthority
            {
                Name = section.Name!.Text,
                Span = section.Name.Span,
                Section = section.Span,
                Of = context.Party(reader.Name(ClauseKind.Of)) ?? nobody,
            });
        }

        for (var i = 0; i < sections.Length; i++)
        {
            var clause = sections[i].Clauses.OfType<QuorumClauseSyntax>().FirstOrDefault();
            if (clause is not null && Quorum(clause) is { } quorum)
                context.Authorities[i] = context.Authorities[i] with { Quorum = quorum };
        }
    }

    private BoundParty Party(SectionSyntax section)
    {
        var role = new ClauseReader(section, context.Bag).Get<TokenClauseSyntax>(ClauseKind.Role)?.Value.Text;
        return new BoundParty
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            Role = role switch
            {
                "us" => PartyRole.Us,
                "consumer" => PartyRole.Consumer,
                "independent" => PartyRole.Independent,
                _ => PartyRole.Plain,
            },
        };
    }

    private BoundQuorum? Quorum(QuorumClauseSyntax clause)
    {
        if (clause.IsFaulty) return null;
        if (!Numerals.TryWhole(clause.Number.Text, out var needed) || needed == 0 || needed > 100)
        {
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue, "a quorum is of 1 to 100 persons", clause.Number.Span));
            return null;
        }

        var members = ImmutableArray.CreateBuilder<BoundAuthority>();
        foreach (var name in clause.Members)
        {
            if (context.Authority(name) is not { } member) return null;
            if (members.Any(m => m.Name == member.Name))
            {
                context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice,
                    $"`{name.Text}` stands twice in this quorum", name.Span));
                return null;
            }

            if (context.QuorumNames.Contains(name.Text))
            {
                context.Mismatch(name.Span, $"`{name.Text}` is a quorum itself, and a quorum is made of powers that one person holds");
                return null;
            }

            members.Add(member);
        }

        return new BoundQuorum((int)needed, members.ToImmutable(), clause.Span);
    }
}
