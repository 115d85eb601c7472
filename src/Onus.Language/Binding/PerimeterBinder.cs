using Onus.Core;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds the perimeter: its declarations before everything else, its times after the thresholds.</summary>
internal sealed class PerimeterBinder(BindingContext context, ValueBinder values)
{
    private SectionSyntax? _section;
    private ClauseReader? _reader;

    /// <summary>Declares currencies and regulators.</summary>
    public void Declare(SectionSyntax? section)
    {
        if (section is null) return;
        _section = section;
        _reader = new ClauseReader(section, context.Bag);
        Completeness.Require(section, _reader, context.Bag, ClauseKind.Jurisdiction, ClauseKind.Currency, ClauseKind.TimeZone);
        if (_reader.Get<TokenClauseSyntax>(ClauseKind.Currency) is { IsFaulty: false } currencies)
            context.Currencies = [.. currencies.Values.Select(Code).Where(c => c.IsKnown).Distinct()];
        foreach (var regulator in _reader.All<DeclarationClauseSyntax>(ClauseKind.Regulator))
        {
            if (!context.Scope.Declare(regulator.Name)) continue;
            context.Regulators.Add(new BoundRegulator
            {
                Name = regulator.Name.Text,
                Title = regulator.Text.StringValue,
                Span = regulator.Name.Span,
                Section = regulator.Span,
            });
        }
    }

    /// <summary>The bound perimeter.</summary>
    public BoundPerimeter Bind()
    {
        if (_section is null || _reader is null) return new BoundPerimeter();
        return new BoundPerimeter
        {
            Span = _section.Word.Span,
            Jurisdictions = [.. _reader.All<TokenClauseSyntax>(ClauseKind.Jurisdiction).Select(j => j.Value.Text)],
            Regulators = [.. context.Regulators],
            Currencies = context.Currencies,
            TimeZone = Zone(),
            Calendar = Calendar(),
            MonthEnd = _reader.Get<TokenClauseSyntax>(ClauseKind.MonthEnd)?.Value.Is("forward") == true
                ? MonthEnd.Forward : MonthEnd.Back,
            EndsWithin = _reader.Get<QuantityClauseSyntax>(ClauseKind.EndsWithin) is { } ends
                ? values.Quantity(ends.Value, Measure.Time, "`ends within`") : null,
            Recovery = Recovery(),
        };
    }

    private Currency Code(SyntaxToken token)
    {
        if (Currency.TryFind(token.Text, out var currency)) return currency;
        var near = Spelling.Nearest(token.Text, Currency.All.Select(c => c.Code));
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName, $"`{token.Text}` is no currency of ISO 4217", token.Span) with
        {
            Fix = near is null ? null : new Fix($"write {near}", token.Span, near),
        });
        return default;
    }

    private string? Zone()
    {
        if (_reader!.Get<TokenClauseSyntax>(ClauseKind.TimeZone) is not { IsFaulty: false } clause) return null;
        var zone = clause.Value.StringValue;
        var provider = NodaTime.DateTimeZoneProviders.Tzdb;
        if (provider.Ids.Contains(zone)) return zone;
        var near = Spelling.Nearest(zone, provider.Ids);
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName, $"there is no time zone \"{zone}\" in the tz database",
            clause.Value.Span) with
        {
            Fix = near is null ? new Fix("write a name such as \"Europe/Berlin\" or \"Asia/Shanghai\"")
                : new Fix($"write \"{near}\"", clause.Value.Span, $"\"{near}\""),
        });
        return null;
    }

    private BoundCalendar? Calendar()
    {
        if (_reader!.Get<DeclarationClauseSyntax>(ClauseKind.Calendar) is not { IsFaulty: false } clause) return null;
        if (!Numerals.TryDate(clause.Through!.Text, out var through)) return null;
        return new BoundCalendar
        {
            Name = clause.Name.Text,
            Span = clause.Name.Span,
            Section = clause.Span,
            File = clause.Text.StringValue,
            Through = through,
            ThroughSpan = clause.Through.Span,
        };
    }

    private BoundRecovery? Recovery()
    {
        if (_reader!.Get<ClockClauseSyntax>(ClauseKind.Recovers) is not { } clause) return null;
        var within = values.Quantity(clause.Limit, Measure.Time, "`recovers within`");
        var then = context.Actor(clause.Then);
        return within is null ? null : new BoundRecovery(within, then, clause.Span);
    }
}
