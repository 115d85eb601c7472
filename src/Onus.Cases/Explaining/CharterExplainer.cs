using System.Collections.Immutable;
using Onus.Cases.Runtime;
using Onus.Core.Formats;

namespace Onus.Cases.Explaining;

/// <summary>Explains what the charter does to a case: it goes on under another version, or ends as a court ordered.</summary>
/// <param name="fold">The log up to the entry.</param>
/// <param name="envelope">The front of the entry.</param>
/// <param name="record">The case before it.</param>
internal sealed class CharterExplainer(LogFold fold, EntryEnvelope envelope, CaseRecord record)
{
    public Explanation Explain(CaseMigrated entry)
    {
        var to = fold.Cases.Products.Get(entry.Act.Product).Product;
        var words = new ProductWords(to);
        return Frame(entry.Warrant, entry.Act.Product) with
        {
            Headline = $"the case goes on under version {to.Version} in {to.States[entry.Act.State].Name}; "
                + $"it was in {record.View.Product.States[record.View.State].Name} under version {record.View.Product.Version}",
            Facts = [.. entry.Act.Facts.Select(f => new ExplainedFact(to.Facts[f.Fact].Name, words.Value(f.Fact, f.Value), "given with the migration"))],
            Money = Money(words, entry.Act.Legs),
            Liability = [.. to.Parties.Select((party, place) => Liable(words, entry.Act.Moves, place,
                MigrationLaw.PartyOf(record.View.Product, party.Name), entry.Act.Parties[place])).OfType<ExplainedLiability>()],
            Next = [.. NextWords.Say(words, entry.Act.State, entry.Due, entry.LawDue)],
        };
    }

    public Explanation Explain(CourtOrdered entry)
    {
        var words = new ProductWords(record.View.Product);
        return Frame(entry.Warrant, record.Product) with
        {
            Headline = $"a court ended the case in {record.View.Product.States[record.View.State].Name}; its order is in the vault as {entry.Act.Order}",
            Money = Money(words, entry.Act.Legs),
            Liability = [.. record.View.Product.Parties.Select((_, place) => Liable(words, entry.Act.Moves, place, place, 0)).OfType<ExplainedLiability>()],
            Next = ["nothing: the case has ended"],
        };
    }

    private Explanation Frame(in CharterWarrant warrant, ulong product) => Explainer.Frame(fold, envelope, record.Opened, product) with
    {
        Deciders = warrant.Kind == WarrantKind.Seconded
            ? [$"actor {envelope.Actor} under the charter, who seconded the proposal of entry {warrant.Proposal}"]
            : [$"actor {envelope.Actor} under the charter"],
    };

    private static ImmutableArray<ExplainedMove> Money(ProductWords words, ImmutableArray<ActLeg> legs) =>
        [.. legs.Select(l => new ExplainedMove(words.Product.Accounts[l.From].Name, words.Product.Accounts[l.To].Name, words.Money(l.Amount)))];

    /// <summary>What a party was liable for and is now; null where it never was.</summary>
    private ExplainedLiability? Liable(ProductWords words, ImmutableArray<LiabilityMove> moves, int place, int before, ulong named)
    {
        var was = before < 0 ? 0 : record.View.Liability[before];
        var now = was;
        foreach (var move in moves)
        {
            if (move.To == place) now += move.Amount;
            if (move.From == place) now -= move.Amount;
        }

        if (was == 0 && now == 0) return null;
        var actor = before < 0 ? named : record.Parties[before];
        return new ExplainedLiability(words.Product.Parties[place].Name, actor, words.Money(was), words.Money(now));
    }
}
