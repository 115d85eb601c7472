using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A product's text, to be checked or enacted.</summary>
/// <param name="Source">The text.</param>
/// <param name="Calendar">The text of the calendar it names; null where it names none.</param>
/// <param name="Path">What the messages call the file.</param>
public sealed record ProductText(string Source, string? Calendar = null, string Path = "product.onus");

/// <summary>What the checker says of a text.</summary>
/// <param name="Succeeded">Whether it may be enacted.</param>
/// <param name="Diagnostics">The messages.</param>
/// <param name="MapSvg">The decision map; null where the text is too broken to be drawn.</param>
public sealed record CheckAnswer(bool Succeeded, IReadOnlyList<DiagnosticView> Diagnostics, string? MapSvg);

/// <summary>One message of the checker.</summary>
/// <param name="Code">Its code, such as <c>ONUS0402</c>.</param>
/// <param name="Severity"><c>Error</c>, <c>Warning</c> or <c>Note</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Length">How many characters are meant.</param>
/// <param name="Help">What to do; null for nothing to add.</param>
public sealed record DiagnosticView(string Code, string Severity, string Message, int Line, int Column, int Length, string? Help);

/// <summary>A request to enact a product: an act of the charter.</summary>
/// <param name="Text">The text.</param>
public sealed record EnactRequest(ProductText Text)
{
    /// <summary>For each party that is the same in every case, the actor; by the party's name.</summary>
    public IReadOnlyDictionary<string, ulong> Parties { get; set; } = new Dictionary<string, ulong>();

    /// <summary>For each account that is the same in every case, the ledger account by id or name; by <c>party/account</c>.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; set; } = new Dictionary<string, string>();

    /// <summary>The actor's signature over the charter's statement, base64; where the charter demands one.</summary>
    public string? Signature { get; init; }
}

/// <summary>An enacted product version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Enacted">The entry that enacted it.</param>
/// <param name="InEffect">From when on it decides new cases.</param>
/// <param name="IsInEffect">Whether it decides new cases now.</param>
/// <param name="SourceHash">SHA-256 of its text.</param>
/// <param name="CompiledHash">SHA-256 of its compiled form.</param>
/// <param name="OpenCases">How many open cases it governs.</param>
public sealed record ProductVersion(
    string Name, int Version, string Title, ulong Enacted, LogTime InEffect, bool IsInEffect, Hash256 SourceHash, Hash256 CompiledHash,
    ulong OpenCases);

/// <summary>What a form needs to know of an enacted product version.</summary>
public sealed record ProductView(ProductVersion Version)
{
    /// <summary>Its parties.</summary>
    public required IReadOnlyList<ProductParty> Parties { get; init; }

    /// <summary>Its accounts, <c>party/account</c>.</summary>
    public required IReadOnlyList<ProductAccount> Accounts { get; init; }

    /// <summary>Its authorities.</summary>
    public required IReadOnlyList<ProductAuthority> Authorities { get; init; }

    /// <summary>The facts that somebody gives.</summary>
    public required IReadOnlyList<ProductFact> Facts { get; init; }

    /// <summary>The kinds of evidence.</summary>
    public required IReadOnlyList<ProductEvidence> Evidence { get; init; }

    /// <summary>The states, with how many open cases and how much stake each has now.</summary>
    public required IReadOnlyList<ProductState> States { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<ProductStep> Steps { get; init; }

    /// <summary>The shadows by name.</summary>
    public required IReadOnlyList<string> Shadows { get; init; }

    /// <summary>The currency of the stake; null where there is none.</summary>
    public string? Currency { get; init; }

    /// <summary>Who may open a case: parties by name.</summary>
    public required IReadOnlyList<string> Openers { get; init; }

    /// <summary>The facts that opening a case demands, by name.</summary>
    public required IReadOnlyList<string> OpeningFacts { get; init; }
}

/// <summary>A party of a product.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Bound">The actor, where it is the same in every case.</param>
public sealed record ProductParty(string Name, string Title, string Kind, ulong? Bound);

/// <summary>An account of a product.</summary>
/// <param name="Name"><c>party/account</c>.</param>
/// <param name="Party">The party.</param>
/// <param name="Bound">The ledger account's id, where it is the same in every case.</param>
public sealed record ProductAccount(string Name, string Party, Id128? Bound);

/// <summary>An authority of a product.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Of">The party it belongs to.</param>
public sealed record ProductAuthority(string Name, string Title, string Of);

/// <summary>A fact.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Its kind: <c>Money</c>, <c>OneOf</c>, <c>YesNo</c>, ...</param>
/// <param name="From">Who gives it.</param>
/// <param name="Values">Of a choice, the choices.</param>
/// <param name="Unit">The unit of its values: a currency, <c>seconds</c>, <c>%</c>; null for none.</param>
/// <param name="IsPersonal">Whether the log sees only a commitment and a range.</param>
public sealed record ProductFact(
    string Name, string Title, string Kind, string From, IReadOnlyList<string> Values, string? Unit, bool IsPersonal);

/// <summary>A kind of evidence.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">Who files it.</param>
/// <param name="Keep">How long it is kept, in words.</param>
public sealed record ProductEvidence(string Name, string Title, string From, string Keep);

/// <summary>A state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Legal">What it means in law.</param>
/// <param name="IsFinal">Whether a case ends there.</param>
/// <param name="Silence">What happens if nobody acts, in words; null in a final state.</param>
/// <param name="Cases">How many open cases are in it.</param>
/// <param name="Stake">The sum of their stakes.</param>
public sealed record ProductState(string Name, string Title, string Legal, bool IsFinal, string? Silence, ulong Cases, string Stake);

/// <summary>A step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">The states it leads from.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="By">Who takes it: parties, authorities, or <c>rule</c>, <c>clock</c>.</param>
/// <param name="Guard">Its condition in words; null without one.</param>
/// <param name="Because">The sources it cites.</param>
/// <param name="IsSigned">Whether it demands the actor's own signature.</param>
/// <param name="Evidence">The evidence it demands.</param>
/// <param name="Quorum">How many different people it takes.</param>
public sealed record ProductStep(
    string Name, string Title, IReadOnlyList<string> From, string To, IReadOnlyList<string> By, string? Guard,
    IReadOnlyList<string> Because, bool IsSigned, IReadOnlyList<string> Evidence, int Quorum)
{
    /// <summary>The money it moves, by the accounts' names; amounts in the product's words.</summary>
    public IReadOnlyList<MoneyMove> Posts { get; set; } = [];
}

/// <summary>A request to compare two texts or versions of a product.</summary>
/// <param name="Old">The old text; null for the version <paramref name="OldVersion"/> of <paramref name="Product"/>.</param>
/// <param name="New">The new text; null for the version <paramref name="NewVersion"/> of <paramref name="Product"/>.</param>
/// <param name="Product">The product whose enacted versions are meant.</param>
/// <param name="OldVersion">The old version; null for the one in effect.</param>
/// <param name="NewVersion">The new version; null for the one in effect.</param>
public sealed record DiffRequest(
    ProductText? Old = null, ProductText? New = null, string? Product = null, int? OldVersion = null, int? NewVersion = null);

/// <summary>Everything that differs between two texts or versions.</summary>
/// <param name="Old">The older one, such as <c>card-chargeback version 3</c>.</param>
/// <param name="New">The newer one.</param>
/// <param name="Title">The newer one's title.</param>
/// <param name="Changes">What changed in the text's meaning, what decides money and blame first.</param>
/// <param name="Decisions">For which cases the decision changes.</param>
/// <param name="DecisionsUnknown">Whether there were too many cases to compare the decisions.</param>
public sealed record DiffAnswer(
    string Old, string New, string Title, IReadOnlyList<ProductChange> Changes, IReadOnlyList<ProductDecisionChange> Decisions,
    bool DecisionsUnknown);

/// <summary>One difference in meaning.</summary>
/// <param name="Area">What kind of thing changed: <c>Thresholds</c>, <c>Owners</c>, <c>Clocks</c>, <c>Liability</c>, ...</param>
/// <param name="Subject">The thing, by its title.</param>
/// <param name="Name">Its name in the product.</param>
/// <param name="Aspect">What about it; empty where the thing itself came or went.</param>
/// <param name="Before">As it was; null for what is new.</param>
/// <param name="After">As it is; null for what is gone.</param>
public sealed record ProductChange(string Area, string Subject, string Name, string Aspect, string? Before, string? After);

/// <summary>Cases that the two decide differently.</summary>
/// <param name="State">The state in which the decision is taken, by its title.</param>
/// <param name="Name">The state's name.</param>
/// <param name="Cases">Exactly which cases, as a condition.</param>
/// <param name="Example">One of them in round values.</param>
/// <param name="Before">What was open for them.</param>
/// <param name="After">What is open for them now.</param>
public sealed record ProductDecisionChange(string State, string Name, string Cases, string Example, string Before, string After);
