using System.Collections.Frozen;
using System.Collections.Immutable;
using static Onus.Language.Syntax.ClauseKind;

namespace Onus.Language.Syntax;

/// <summary>A word or group of words that starts a section.</summary>
/// <param name="Kind">The section.</param>
/// <param name="Word">The word.</param>
/// <param name="Says">What the section is, one line for the reference and the editor.</param>
/// <param name="Clauses">The clauses that it may have, in the order in which the formatter writes new ones.</param>
internal sealed record SectionWord(SectionKind Kind, string Word, string Says, ImmutableArray<ClauseKind> Clauses);

/// <summary>A group of words that starts a clause.</summary>
/// <param name="Kind">The clause.</param>
/// <param name="Words">The words, such as <c>decided by</c>.</param>
/// <param name="Says">What the clause says, one line.</param>
/// <param name="Form">What follows the words, in the notation of the grammar.</param>
/// <param name="Repeats">Whether it may stand more than once and adds up.</param>
internal sealed record ClauseWord(ClauseKind Kind, string Words, string Says, string Form, bool Repeats = false)
{
    /// <summary>The words one by one.</summary>
    public ImmutableArray<string> Parts { get; } = [.. Words.Split(' ')];
}

/// <summary>Every word of the language: the one source of the lexer, the parser's recovery, the formatter, the editor, the
/// TextMate grammar and the reference.</summary>
internal static class Keywords
{
    private static readonly ImmutableArray<ClauseKind> Act =
    [
        From, To, DecidedBy, When, Limit, Needs, Because, Shifts, Posts, Discharges, Leaves, InOwnFavour, IfUnfunded,
        Signed, Tells, Reports, Opens, UndoneBy, ReviewedBy,
    ];

    /// <summary>All sections.</summary>
    public static ImmutableArray<SectionWord> Sections { get; } =
    [
        new(SectionKind.Product, "product", "the product's name, version and first day", [ClauseKind.Version, InEffect]),
        new(SectionKind.Perimeter, "perimeter", "where the product holds and who supervises it",
            [Jurisdiction, Regulator, Currency, ClauseKind.TimeZone, ClauseKind.Calendar, MonthEnd, EndsWithin, Recovers]),
        new(SectionKind.Rule, "rule", "a rule of law or contract that the product cites", [Cites, At, Checked, Compels, Sets]),
        new(SectionKind.Policy, "policy", "a choice of our own", [DecidedByPolicy, ReviewBy, Sets]),
        new(SectionKind.Party, "party", "somebody who can be liable", [Role]),
        new(SectionKind.Authority, "authority", "a power to decide, held by persons of a party", [ClauseKind.Of, Quorum]),
        new(SectionKind.Facts, "facts", "the only inputs of a decision", []),
        new(SectionKind.Score, "score", "a scorecard of the risk engine", [Reads, Model, Cites, ReviewedBy]),
        new(SectionKind.Link, "link", "a ring of connected parties, found by the risk engine",
            [SharesKeys, Pays, Within, IgnoresAbove]),
        new(SectionKind.Stake, "stake", "the amount that somebody is answerable for", []),
        new(SectionKind.Evidence, "evidence", "a document or record that a step can need", [EvidenceFrom]),
        new(SectionKind.Account, "account", "a ledger account of a party", [EndsEmpty, MayGoNegative]),
        new(SectionKind.Legal, "legal", "what a state means in law", [Against, LegalClock]),
        new(SectionKind.Funds, "funds", "where the money is", [Holds, Short]),
        new(SectionKind.State, "state", "where a case can be",
            [Starts, OpenedBy, Final, LegalMeaning, FundsMeaning, Owner, Liable, Clock]),
        new(SectionKind.Step, "step", "one decision", Act),
        new(SectionKind.Appeal, "appeal", "a step that the affected party takes", [By, .. Act.Except([DecidedBy])]),
        new(SectionKind.Request, "request", "a question inside a state that does not change it",
            [By, In, .. Act.Except([From, To]), Answered]),
        new(SectionKind.Cap, "cap", "a ceiling on exposure", [On, Ceiling, Warns, OpensAt, Blocks]),
        new(SectionKind.Keep, "keep", "how long evidence is kept", [KeepFor, KeepFrom]),
        new(SectionKind.Shadow, "shadow", "a rule that is evaluated and reported, and not applied",
            [Because, InsteadOf, Until, ReportsEvery, PromotedBy]),
        new(SectionKind.Example, "example", "a story that must come true", [Given, Do, Refused, Wait, Expect]),
    ];

    /// <summary>All clauses.</summary>
    public static ImmutableArray<ClauseWord> Clauses { get; } =
    [
        new(ClauseKind.Version, "version", "the version, a number that rises with each change", "INT"),
        new(InEffect, "in effect", "the first day on which new cases open under this version", "DATE"),
        new(Jurisdiction, "jurisdiction", "the code of the country or union whose law holds", "CODE", true),
        new(ClauseKind.Regulator, "regulator", "a supervisor that reports can go to", "NAME STRING", true),
        new(Currency, "currency", "the currencies of the product's amounts", "CUR { \",\" CUR }"),
        new(ClauseKind.TimeZone, "time zone", "the zone in which days begin and end", "STRING"),
        new(ClauseKind.Calendar, "calendar", "the business days: a file beside the product, relied on through a date",
            "NAME STRING \"through\" DATE"),
        new(MonthEnd, "month end rolls", "what a month after the 31st is", "( \"back\" | \"forward\" )"),
        new(EndsWithin, "ends within", "no case may last longer", "quantity"),
        new(Recovers, "recovers within", "how soon the product must run again, and who acts if it does not",
            "quantity \",\" \"then\" NAME"),
        new(Cites, "cites", "the instrument and article", "STRING"),
        new(At, "at", "where the source can be read", "URL"),
        new(Checked, "checked", "when and by whom the citation was compared with its source",
            "DATE \"by\" NAME [ \"as\" ( \"primary\" | \"secondary\" | \"to\" \"confirm\" ) ]"),
        new(Compels, "compels", "the steps that the law requires; no cap may block them", "names"),
        new(Sets, "sets", "the thresholds that this source gives a name",
            "NAME \"=\" literal { \",\" NAME \"=\" literal }"),
        new(DecidedByPolicy, "decided by", "who decided the policy", "NAME"),
        new(ReviewBy, "review by", "when the policy must be looked at again", "DATE"),
        new(Role, "is", "how the party stands to us", "( \"us\" | \"consumer\" | \"independent\" )"),
        new(ClauseKind.Of, "of", "the party whose power it is", "NAME"),
        new(Quorum, "is", "how many different people, of which authorities", "INT \"of\" names"),
        new(EvidenceFrom, "from", "who brings it", "NAME"),
        new(EndsEmpty, "ends empty", "keeps a balance per case, which is zero when the case ends", ""),
        new(MayGoNegative, "may go negative", "an account of ours that may be overdrawn", ""),
        new(Against, "against", "the party that the meaning is adverse to", "NAME"),
        new(LegalClock, "at most", "a clock over all states of this meaning together",
            "quantity \"in\" \"all\" \",\" \"then\" NAME"),
        new(Holds, "holds", "how much of the stake an account holds for the case", "share \"in\" ACCOUNT", true),
        new(Short, "short", "how much of the stake an account is out of pocket", "share \"in\" ACCOUNT", true),
        new(Starts, "starts", "cases open here", ""),
        new(OpenedBy, "opened by", "who may open a case", "names"),
        new(Final, "final", "the case ends here", ""),
        new(LegalMeaning, "legal", "what the state means in law", "NAME"),
        new(FundsMeaning, "funds", "where the money is", "NAME"),
        new(Owner, "owner", "whose turn it is", "NAME"),
        new(Liable, "liable", "who is liable for how much",
            "NAME [ \"for\" share { \",\" NAME \"for\" share } ]"),
        new(Clock, "at most", "how long, and what happens then", "quantity [ \"after\" NAME ] \",\" \"then\" NAME"),
        new(By, "by", "who takes it", "NAME"),
        new(In, "in", "the states in which it can be asked", "names"),
        new(From, "from", "the states it leaves", "names"),
        new(To, "to", "the state it enters", "NAME"),
        new(DecidedBy, "decided by", "a rule, the clock, or who holds the power",
            "( \"rule\" | \"clock\" | NAME [ \"recorded\" \"by\" NAME ] [ \"or\" \"clock\" ] )"),
        new(When, "when", "the condition", "cond"),
        new(Limit, "at most", "how often in one case", "( \"once\" | quantity )"),
        new(Needs, "needs", "the evidence that must be there", "names", true),
        new(Because, "because", "the rules or policies it rests on", "names"),
        new(InOwnFavour, "in own favour", "the decider gains, and says so", ""),
        new(Shifts, "shifts", "liability that moves between parties", "move { \",\" move }", true),
        new(Posts, "posts", "money that moves between accounts", "post { \",\" post }", true),
        new(Discharges, "discharges", "liability that ends because it was paid",
            "NAME \"for\" share { \",\" NAME \"for\" share }"),
        new(Leaves, "leaves", "liability that stays where it fell when the case ends",
            "share \"with\" NAME { \",\" share \"with\" NAME }"),
        new(Tells, "tells", "who is told, by when, with or without reasons",
            "names [ \"within\" quantity ] [ \"with\" \"reasons\" | \"without\" \"reasons\" \"under\" NAME ]", true),
        new(Reports, "reports", "what is reported to which regulator, by when",
            "NAME \"to\" NAME \"within\" quantity", true),
        new(IfUnfunded, "if unfunded", "what happens instead when the money is not there", "\",\" \"then\" NAME"),
        new(Signed, "signed", "the decider's own signature is required", ""),
        new(ClauseKind.Opens, "opens", "starts a case of another product", "NAME"),
        new(UndoneBy, "undone by", "the step that gives the money back", "NAME"),
        new(ReviewedBy, "reviewed by", "who looks again afterwards, by when", "NAME \"within\" quantity"),
        new(Answered, "answered within", "how long the answer may take, and what silence means",
            "quantity \",\" \"otherwise\" ( \"granted\" | \"refused\" | NAME )"),
        new(On, "on", "whose exposure", "NAME [ \"per\" NAME ]"),
        new(Ceiling, "at most", "how much, and in which time", "quantity [ \"in\" quantity ]"),
        new(Warns, "warns", "who is warned at which share of it", "NAME \"at\" PERCENT", true),
        new(OpensAt, "opens", "the product of which a case opens at a share of it", "NAME \"at\" PERCENT", true),
        new(Blocks, "blocks", "the steps it blocks, and what happens instead", "names \",\" \"instead\" NAME"),
        new(KeepFor, "for", "how long", "quantity"),
        new(ClauseKind.KeepFrom, "from", "what the time counts from", "( \"closing\" | \"collection\" )"),
        new(InsteadOf, "instead of", "the step whose condition would change, and to what",
            "NAME \"when\" cond", true),
        new(Until, "until", "the last day", "DATE"),
        new(ReportsEvery, "reports", "what is reported, to whom, how often", "NAME \"to\" NAME \"every\" quantity"),
        new(PromotedBy, "promoted by", "who may put it in force", "NAME"),
        new(Given, "given", "the facts and balances the story starts with",
            "( NAME \"is\" literal { \",\" NAME \"is\" literal } | ACCOUNT \"holds\" literal )", true),
        new(Do, "do", "a step that is taken", "NAME [ \"by\" NAME ] [ \"with\" names ]", true),
        new(ClauseKind.Refused, "refused", "a step that is tried and refused", "NAME [ \"by\" NAME ] [ \"with\" names ]", true),
        new(Wait, "wait", "time that passes", "quantity", true),
        new(Expect, "expect", "what must then be so",
            "( \"state\" NAME | NAME \"liable\" \"for\" share | ACCOUNT \"empty\" | ACCOUNT \"holds\" literal "
            + "| \"shadow\" NAME \"differs\" )", true),
        new(Reads, "reads", "the facts it uses", "names"),
        new(Model, "model", "the file of the scorecard", "STRING"),
        new(SharesKeys, "shares", "the identifiers whose equal values connect", "names"),
        new(Pays, "pays", "payments connect", ""),
        new(Within, "within", "how far back", "quantity"),
        new(IgnoresAbove, "ignores above", "a key that more than so many share connects nobody", "INT \"per\" NAME"),
    ];

    /// <summary>Words that join the parts of a clause; none of them can be a name.</summary>
    public static ImmutableArray<string> Connectives { get; } =
    [
        "after", "all", "and", "business", "clock", "ever", "every", "instead", "is", "not", "one", "or", "otherwise",
        "over", "per", "recorded", "rest", "the", "then", "through", "under", "unfunded", "up", "with", "without",
    ];

    /// <summary>Words that mean something only in their place, and can be names elsewhere.</summary>
    public static ImmutableArray<string> Contextual { get; } =
    [
        "above", "as", "back", "closing", "collection", "confirm", "consumer", "count", "differs", "duration", "effect",
        "empty", "end", "favour", "forward", "go", "granted", "identifier", "independent", "instant", "later",
        "least", "money", "most", "negative", "no", "none", "number", "once", "own", "personal", "primary", "reasons",
        "rolls", "secondary", "share", "this", "times", "total", "us", "yes", "zone",
        .. Units.Words,
    ];

    private static readonly FrozenDictionary<ClauseKind, ClauseWord> ByClause = Clauses.ToFrozenDictionary(c => c.Kind);

    private static readonly FrozenDictionary<SectionKind, SectionWord> BySection = Sections.ToFrozenDictionary(s => s.Kind);

    private static readonly FrozenDictionary<string, SectionKind> SectionByWord =
        Sections.ToFrozenDictionary(s => s.Word, s => s.Kind, StringComparer.Ordinal);

    /// <summary>The words that cannot be names: section words, first words of clauses, connectives.</summary>
    /// <remarks><c>refused</c> starts a line of an example only, so that a legal meaning may be called so; <c>model</c>,
    /// <c>shares</c>, <c>pays</c> and <c>reads</c> belong to the risk engine's sections only.</remarks>
    public static FrozenSet<string> Reserved { get; } =
        Sections.Select(s => s.Word)
            .Concat(Clauses.Select(c => c.Parts[0]))
            .Concat(Connectives)
            .Except(["refused", "model", "shares", "pays", "reads", "ignores", "month", "time", "end", "version"])
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The table's row of a section.</summary>
    public static SectionWord Of(SectionKind kind) => BySection[kind];

    /// <summary>The table's row of a clause.</summary>
    public static ClauseWord Of(ClauseKind kind) => ByClause[kind];

    /// <summary>The section that a word starts.</summary>
    public static bool TrySection(string word, out SectionKind kind) => SectionByWord.TryGetValue(word, out kind);
}
