using System.Security.Cryptography;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Turns a checked bound product into the compiled one that runs.</summary>
/// <remarks>Only a product without errors may be lowered: what a fault left out is an invariant here.</remarks>
internal static class Lowering
{
    /// <summary>The compiled product.</summary>
    /// <param name="product">A bound product in which no check found an error.</param>
    /// <param name="source">The source text's bytes.</param>
    /// <param name="options">Where the calendar's file is read.</param>
    /// <param name="lineOf">The line of a place in the source, counted from 1.</param>
    public static Product Lower(BoundProduct product, ReadOnlySpan<byte> source, CheckOptions options, Func<TextSpan, int> lineOf)
    {
        var names = new LoweringNames(product);
        var facts = new FactLowering(product, names);
        var steps = new StepLowering(names, facts);
        return new Product
        {
            Name = product.Name,
            Title = product.Title,
            Version = product.Version,
            InEffect = product.InEffect,
            Source = new Hash256(SHA256.HashData(source)),
            Perimeter = LowerPerimeter(product.Perimeter, names, options),
            Sources = [.. names.Sources.Select(s => LowerSource(s, names))],
            Parties = [.. product.Parties.Select(p => new Party(p.Name, p.Title, (PartyKind)p.Role))],
            Authorities = [.. product.Authorities.Select(a => new Authority(
                a.Name, names.Party(a.Of), a.Persons, [.. a.Quorum?.Members.Select(names.Authority) ?? []]))],
            Facts = [.. product.Facts.Select(facts.Lower)],
            Scores = [.. product.Scores.Select(s => FactLowering.Lower(s, names))],
            Links = [.. product.Links.Select(FactLowering.Lower)],
            Stake = product.Stake?.Index,
            Evidence = [.. product.Evidence.Select(e => new Evidence(e.Name, e.Title, names.Who(e.From)))],
            Accounts = [.. product.Accounts.Select(a => new Account(
                names.Party(a.Party), a.Name, a.Title, a.EndsEmpty, a.MayGoNegative))],
            Legals = [.. product.Legal.Select(l => new LegalMeaning(
                l.Name, l.Title, names.MaybeParty(l.Against), StepLowering.Lower(l.Clock)))],
            Funds = [.. product.Funds.Select(f => new FundsMeaning(f.Name, f.Title, [.. f.Holdings.Select(h =>
                new FundsLine(h.Short, LoweringNames.Share(h.Share), names.Account(h.Account)))]))],
            States = [.. product.States.Select(steps.Lower)],
            Steps = [.. product.Steps.Select(steps.Lower)],
            Caps = [.. product.Caps.Select(c => CapLowering.Lower(c, names))],
            Keeps = [.. product.Keeps.Select(k => new Keep(
                [.. k.Evidence.Select(names.Evidence)], k.For.Value, k.From == KeepFrom.Closing))],
            Shadows = [.. product.Shadows.Select(s => CapLowering.Lower(s, names, facts))],
            Examples = [.. product.Examples.Select(e => new Example(
                e.Title, [.. e.Lines.Select(l => ExampleLowering.Lower(l, names, facts, lineOf))]))],
        };
    }

    private static Perimeter LowerPerimeter(BoundPerimeter p, LoweringNames names, CheckOptions options) => new()
    {
        Jurisdictions = p.Jurisdictions,
        Regulators = [.. p.Regulators.Select(r => new Regulator(r.Name, r.Title))],
        Currencies = p.Currencies,
        TimeZone = p.TimeZone,
        Calendar = p.Calendar is { } c ? new CalendarReference(c.Name, c.File, c.Through, DataOf(c, options)) : null,
        MonthEnd = p.MonthEnd,
        EndsWithin = p.EndsWithin?.Value,
        Recovery = p.Recovery is { } r ? new Recovery(r.Within.Value, names.MaybeWho(r.Then)) : null,
    };

    private static Hash256 DataOf(BoundCalendar calendar, CheckOptions options)
    {
        // The check insists on the file where business days are counted; where none are, nothing depends on it.
        return options.ReadBeside(calendar.File) is { } bytes ? new Hash256(SHA256.HashData(bytes)) : default;
    }

    private static Source LowerSource(BoundSource source, LoweringNames names)
    {
        var rule = source as BoundRule;
        var policy = source as BoundPolicy;
        return new Source
        {
            Name = source.Name,
            Title = source.Title,
            IsRule = rule is not null,
            Cites = rule?.Cites,
            Url = rule?.Url,
            DecidedBy = names.MaybeWho(policy?.DecidedBy),
            Checked = rule?.Checked?.Date,
            ReviewBy = policy?.ReviewBy,
            Compels = [.. rule?.Compels.Select(s => s.Index) ?? []],
            Sets = [.. source.Sets.Select(n => new NamedQuantity(n.Name, n.Value))],
        };
    }
}
