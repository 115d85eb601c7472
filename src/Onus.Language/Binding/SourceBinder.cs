using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds rules and policies and the thresholds they set.</summary>
internal sealed class SourceBinder(BindingContext context, ValueBinder values)
{
    /// <summary>Fills the context's sources and quantities.</summary>
    public void Bind(IEnumerable<SectionSyntax> sections)
    {
        foreach (var section in sections.Where(s => s.Kind is SectionKind.Rule or SectionKind.Policy))
        {
            if (section.Name is not { } name || context.Scope.Peek(NameKind.Source, name.Text)?.Span != name.Span) continue;
            var reader = new ClauseReader(section, context.Bag);
            BoundSource source;
            if (section.Kind == SectionKind.Rule) context.Rules.Add((BoundRule)(source = Rule(section, reader)));
            else context.Policies.Add((BoundPolicy)(source = Policy(section, reader)));
            context.Sources.Add(source);
        }
    }

    private BoundRule Rule(SectionSyntax section, ClauseReader reader)
    {
        var check = reader.Get<CheckedClauseSyntax>(ClauseKind.Checked);
        return new BoundRule
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            Cites = reader.Text(ClauseKind.Cites),
            Url = reader.Get<TokenClauseSyntax>(ClauseKind.At)?.Value.Text,
            Checked = check is not null && Numerals.TryDate(check.Date.Text, out var date)
                ? new BoundChecked(date, context.Actor(check.By), check.As, check.Date.Span) : null,
            Compels = BindingContext.Each(reader.Get<NamesClauseSyntax>(ClauseKind.Compels)?.Names ?? [], context.Step),
            Sets = Sets(section, reader),
        };
    }

    private BoundPolicy Policy(SectionSyntax section, ClauseReader reader)
    {
        Completeness.Require(section, reader, context.Bag, ClauseKind.DecidedByPolicy, ClauseKind.ReviewBy);
        return new BoundPolicy
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            DecidedBy = context.Actor(reader.Name(ClauseKind.DecidedByPolicy)),
            ReviewBy = reader.Date(ClauseKind.ReviewBy),
            ReviewSpan = reader.Get<TokenClauseSyntax>(ClauseKind.ReviewBy)?.Value.Span ?? default,
            Sets = Sets(section, reader),
        };
    }

    private ImmutableArray<NamedQuantity> Sets(SectionSyntax section, ClauseReader reader)
    {
        var set = ImmutableArray.CreateBuilder<NamedQuantity>();
        foreach (var setting in reader.All<SetsClauseSyntax>(ClauseKind.Sets).SelectMany(s => s.Settings))
        {
            var name = setting.Name;
            if (context.Scope.Peek(NameKind.Quantity, name.Text) is not { Kind: NameKind.Quantity } d || d.Span != name.Span) continue;
            var value = values.Literal((LiteralSyntax)setting.Value);
            if (value is null) context.FaultyQuantities.Add(name.Text);
            var quantity = new NamedQuantity
            {
                Name = name.Text,
                Span = name.Span,
                Section = setting.Span,
                Value = value ?? default,
                ValueSpan = setting.Value.Span,
                Source = section.Name!.Text,
            };
            context.Quantities.Add(quantity);
            set.Add(quantity);
        }

        return set.ToImmutable();
    }
}
