namespace Onus.Language.Syntax;

/// <summary>The sections of a product, in the order in which the formatter and the reference list them.</summary>
internal enum SectionKind : byte
{
    Product,
    Perimeter,
    Rule,
    Policy,
    Party,
    Authority,
    Facts,
    Score,
    Link,
    Stake,
    Evidence,
    Account,
    Legal,
    Funds,
    State,
    Step,
    Appeal,
    Request,
    Cap,
    Keep,
    Shadow,
    Example,
}

/// <summary>The clauses of all sections; one that reads alike in several sections is one clause.</summary>
internal enum ClauseKind : byte
{
    Version, InEffect,
    Jurisdiction, Regulator, Currency, TimeZone, Calendar, MonthEnd, EndsWithin, Recovers,
    Cites, At, Checked, Compels, Sets,
    DecidedByPolicy, ReviewBy,
    Role, Of, Quorum, EvidenceFrom,
    EndsEmpty, MayGoNegative,
    Against, LegalClock, Holds, Short,
    Starts, OpenedBy, Final, LegalMeaning, FundsMeaning, Owner, Liable, Clock,
    By, In, From, To, DecidedBy, When, Limit, Needs, Because, InOwnFavour, Shifts, Posts, Discharges, Leaves,
    Tells, Reports, IfUnfunded, Signed, Opens, UndoneBy, ReviewedBy, Answered,
    On, Ceiling, Warns, OpensAt, Blocks,
    KeepFor, KeepFrom,
    InsteadOf, Until, ReportsEvery, PromotedBy,
    Given, Do, Refused, Wait, Expect,
    Reads, Model, SharesKeys, Pays, Within, IgnoresAbove,
}
