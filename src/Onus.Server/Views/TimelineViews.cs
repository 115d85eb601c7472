using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Server.Cases;

namespace Onus.Server.Views;

/// <summary>The moments and options of a case as the API shows them.</summary>
internal sealed class TimelineViews(ActorNames names)
{
    /// <summary>A moment, in the face that the caller may see.</summary>
    public TimelineItem Item(CaseMoment moment) => new(
        moment.Envelope.Index, moment.Envelope.Time, moment.Envelope.Kind.ToString(), names.In(moment.Headline), [.. moment.Deciders.Select(names.In)],
        moment.Steps, moment.Because, [.. moment.Facts.Select(fact => new CaseFact(fact.Name, fact.Name.Replace('-', ' '), fact.Value))],
        [.. moment.Liability.Select(Move)], [.. moment.Money.Select(Move)], moment.Duties, moment.Refusal, moment.IsPublicFace);

    /// <summary>An option of a case of a product.</summary>
    public StepOption Option(CaseOption option, Onus.Language.Compiled.Product product)
    {
        var step = product.Steps[option.Step];
        return new StepOption(
            step.Name, step.Title, option.As, option.Verb.ToString(), option.Request, option.WhyNot is { } why ? names.In(why) : null, option.Needs,
            step.Signed, [.. step.Because.Select(place => product.Sources[place]).Select(s => s.Cites is { } cites ? $"{s.Title} ({cites})" : s.Title)],
            option.To is { } to ? product.States[to].Title : null, [.. option.Liability.Select(Move)], [.. option.Money.Select(Move)], option.Duties);
    }

    private static LiabilityMove Move(ExplainedLiability l) => new(l.Party, l.Before, l.After);

    private static MoneyMove Move(ExplainedMove m) => new(m.From, m.To, m.Amount);
}
