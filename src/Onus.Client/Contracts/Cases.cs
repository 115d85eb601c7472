using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A fact as somebody gives it.</summary>
/// <param name="Value">Its value as text in the product's words: <c>"500.00"</c>, <c>"yes"</c>, a choice, an instant, seconds.
/// Of a personal fact the plain value: the node keeps it in the vault and enters a commitment and a range.</param>
public sealed record FactValue(string Value);

/// <summary>Evidence as somebody files it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Content">The bytes, base64; they go into the vault, the log sees a salted commitment.</param>
/// <param name="MediaType">What they are.</param>
/// <param name="FileName">What the file was called; it goes into the vault with the bytes.</param>
public sealed record EvidenceFile(string Kind, string Content, string MediaType = "application/octet-stream", string? FileName = null);

/// <summary>A request to open a case.</summary>
/// <param name="Product">The product.</param>
/// <param name="As">As which party the caller opens it.</param>
public sealed record OpenCaseRequest(string Product, string As)
{
    /// <summary>The actor of each party, by the party's name.</summary>
    public IReadOnlyDictionary<string, ulong> Parties { get; set; } = new Dictionary<string, ulong>();

    /// <summary>The ledger account of each account, by id or name; by <c>party/account</c>.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; set; } = new Dictionary<string, string>();

    /// <summary>The facts by name.</summary>
    public IReadOnlyDictionary<string, FactValue> Facts { get; set; } = new Dictionary<string, FactValue>();

    /// <summary>The evidence.</summary>
    public IReadOnlyList<EvidenceFile> Evidence { get; set; } = [];
}

/// <summary>A request to take a step, or to approve one. The head that the decider was shown comes in <c>If-Match</c>.</summary>
/// <param name="Step">The step.</param>
/// <param name="As">As which party or authority.</param>
public sealed record TakeStepRequest(string Step, string As)
{
    /// <summary>Facts that the step takes with it, by name.</summary>
    public IReadOnlyDictionary<string, FactValue> Facts { get; set; } = new Dictionary<string, FactValue>();

    /// <summary>Evidence filed with it.</summary>
    public IReadOnlyList<EvidenceFile> Evidence { get; set; } = [];

    /// <summary>The outside authority whose act is recorded; null for the decider's own.</summary>
    public string? RecordedFor { get; init; }

    /// <summary>The signature over the statement that <c>statements</c> gave; its salts and commitments are kept with it.</summary>
    public StatementSignature? Signed { get; init; }
}

/// <summary>A request to answer a question.</summary>
/// <param name="As">As which party or authority.</param>
/// <param name="Grant">Whether it is granted.</param>
/// <param name="Signed">The signature over the statement, where one is demanded.</param>
public sealed record AnswerRequestRequest(string As, bool Grant, StatementSignature? Signed = null);

/// <summary>A request to give facts.</summary>
/// <param name="As">As which party or authority.</param>
/// <param name="Facts">The facts by name.</param>
public sealed record GiveFactsRequest(string As, IReadOnlyDictionary<string, FactValue> Facts);

/// <summary>A request to file evidence.</summary>
/// <param name="As">As which party or authority.</param>
/// <param name="Evidence">The evidence.</param>
public sealed record FileEvidenceRequest(string As, IReadOnlyList<EvidenceFile> Evidence);

/// <summary>A statement to be signed: exactly these bytes.</summary>
/// <param name="Command">The command's id; the decision must be sent under it.</param>
/// <param name="Bytes">The canonical statement, base64.</param>
/// <param name="Words">The same in words, to be read before it is signed.</param>
/// <param name="Ticket">What to send back with the signature.</param>
public sealed record StatementView(Id128 Command, string Bytes, string Words, string Ticket);

/// <summary>A signature over a statement.</summary>
/// <param name="Key">The entry that added the key.</param>
/// <param name="Signature">The signature, base64: Ed25519 (64 bytes), or ECDSA P-256 as r and s (64 bytes).</param>
/// <param name="Ticket">The ticket of the statement.</param>
public sealed record StatementSignature(ulong Key, string Signature, string Ticket);

/// <summary>The answer to a command of a case.</summary>
/// <param name="Written">The entry.</param>
/// <param name="Case">The case.</param>
/// <param name="Head">The case's head now.</param>
/// <param name="State">The state it is in now, by name.</param>
public sealed record CaseAnswer(Written Written, ulong Case, ulong Head, string State);

/// <summary>What somebody bears.</summary>
/// <param name="Party">The party's name.</param>
/// <param name="Actor">The actor.</param>
/// <param name="Name">The actor's name, where this node knows one.</param>
/// <param name="Amount">How much it is liable for.</param>
public sealed record LiabilityView(string Party, ulong Actor, string? Name, string Amount);

/// <summary>A row of a list of cases.</summary>
/// <param name="Case">The entry that opened it: its name.</param>
/// <param name="Number">Its place in the order of opening, from 0.</param>
/// <param name="Product">The product.</param>
/// <param name="Version">Its version.</param>
/// <param name="ProductTitle">The product's title.</param>
/// <param name="State">The state's name.</param>
/// <param name="StateTitle">The state's title.</param>
/// <param name="Stake">The stake; null where there is none.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Liable">Who bears how much, zero left out.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it ended; null while it is open.</param>
/// <param name="Due">When silence next does something; null where nothing is due.</param>
/// <param name="Silence">What silence does then, in words.</param>
/// <param name="Head">Its head.</param>
/// <param name="Claim">Who works on it; null for nobody.</param>
public sealed record CaseRow(
    ulong Case, uint Number, string Product, int Version, string ProductTitle, string State, string StateTitle, string? Stake,
    string? Currency, IReadOnlyList<LiabilityView> Liable, LogTime OpenedAt, LogTime? ClosedAt, LogTime? Due, string? Silence, ulong Head,
    ClaimView? Claim);

/// <summary>Who works on a case, so that two do not. A claim is a courtesy between people: it is no entry and gives no power.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Name">The actor's name, where this node knows one.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record ClaimView(ulong Actor, string? Name, LogTime Until);

/// <summary>A case as it stands, as far as the asker may see it.</summary>
/// <param name="Row">The case in short.</param>
public sealed record CaseDetail(CaseRow Row)
{
    /// <summary>Who takes part.</summary>
    public required IReadOnlyList<CaseParty> Parties { get; init; }

    /// <summary>The ledger accounts, with what each holds for this case alone.</summary>
    public required IReadOnlyList<CaseAccount> Accounts { get; init; }

    /// <summary>The facts that are known.</summary>
    public required IReadOnlyList<CaseFact> Facts { get; init; }

    /// <summary>What was filed.</summary>
    public required IReadOnlyList<CaseEvidence> Evidence { get; init; }

    /// <summary>The open questions.</summary>
    public required IReadOnlyList<CaseQuestion> Questions { get; init; }

    /// <summary>The approvals collected so far.</summary>
    public required IReadOnlyList<CaseApproval> Approvals { get; init; }

    /// <summary>What comes next and what silence does, in sentences.</summary>
    public required IReadOnlyList<string> Next { get; init; }

    /// <summary>The reports and notices that it caused.</summary>
    public required IReadOnlyList<DutyView> Duties { get; init; }
}

/// <summary>A party of a case.</summary>
/// <param name="Party">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Actor">The actor.</param>
/// <param name="Name">The actor's name, where this node knows one.</param>
public sealed record CaseParty(string Party, string Title, ulong Actor, string? Name);

/// <summary>A ledger account of a case.</summary>
/// <param name="Account"><c>party/account</c>.</param>
/// <param name="Id">The ledger account's id.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Held">What it holds for this case alone.</param>
public sealed record CaseAccount(string Account, Id128 Id, string? Name, string Held);

/// <summary>A fact of a case.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Value">Its value in the product's words; of a personal one the range, unless the asker may see it.</param>
public sealed record CaseFact(string Fact, string Title, string Value);

/// <summary>Evidence of a case.</summary>
/// <param name="Commitment">The commitment: its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">The kind's title.</param>
/// <param name="Entry">The entry that filed it.</param>
/// <param name="FiledBy">The actor who filed it.</param>
/// <param name="Destroy">When it is to be destroyed; null where it is not known yet.</param>
/// <param name="Standing"><c>Kept</c>, <c>OnHold</c>, <c>Destroyable</c>, <c>Ordered</c> or <c>Destroyed</c>.</param>
/// <param name="MayRead">Whether the asker may read it.</param>
public sealed record CaseEvidence(
    Hash256 Commitment, string Kind, string Title, ulong Entry, ulong FiledBy, LogTime? Destroy, string Standing, bool MayRead);

/// <summary>A question that nobody has answered yet.</summary>
/// <param name="Entry">The entry that asked.</param>
/// <param name="Step">The request.</param>
/// <param name="Title">Its title.</param>
/// <param name="Due">By when silence answers it.</param>
/// <param name="Silence">What silence answers, in words.</param>
/// <param name="By">Who may answer: parties and authorities.</param>
public sealed record CaseQuestion(ulong Entry, string Step, string Title, LogTime Due, string Silence, IReadOnlyList<string> By);

/// <summary>An approval that waits for others.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Step">The step.</param>
/// <param name="Actor">Who approved.</param>
/// <param name="Name">Their name, where this node knows one.</param>
/// <param name="As">As which authority.</param>
/// <param name="Head">The head they were shown.</param>
/// <param name="Counts">Whether it still counts.</param>
public sealed record CaseApproval(ulong Entry, string Step, ulong Actor, string? Name, string As, ulong Head, bool Counts);

/// <summary>One entry of a case, as far as the asker may see it.</summary>
/// <param name="Entry">Its index.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Headline">What happened, in one line.</param>
/// <param name="Deciders">Who or what decided, in sentences.</param>
/// <param name="Step">The step, and every rule step it enabled, by title.</param>
/// <param name="Because">The sources it cites, in words.</param>
/// <param name="Facts">The facts it was decided on.</param>
/// <param name="Liability">Liability before and after, where it moved.</param>
/// <param name="Money">Money that moved.</param>
/// <param name="Duties">Reports and notices it caused.</param>
/// <param name="Refusal">Of a refusal, its outcome.</param>
/// <param name="IsConfidential">Whether the asker sees its public face only.</param>
public sealed record TimelineItem(
    ulong Entry, LogTime Time, string Kind, string Headline, IReadOnlyList<string> Deciders, IReadOnlyList<string> Step,
    IReadOnlyList<string> Because, IReadOnlyList<CaseFact> Facts, IReadOnlyList<LiabilityMove> Liability, IReadOnlyList<MoneyMove> Money,
    IReadOnlyList<string> Duties, string? Refusal, bool IsConfidential);

/// <summary>What a party was liable for before and is after.</summary>
/// <param name="Party">The party.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record LiabilityMove(string Party, string Before, string After);

/// <summary>Money that moved.</summary>
/// <param name="From">From which account.</param>
/// <param name="To">To which account.</param>
/// <param name="Amount">How much.</param>
public sealed record MoneyMove(string From, string To, string Amount);

/// <summary>A step that the asker may think of taking, and what it would do; nothing is written.</summary>
/// <param name="Step">The step.</param>
/// <param name="Title">Its title.</param>
/// <param name="As">As which of the asker's parties and authorities.</param>
/// <param name="Verb"><c>Take</c>, <c>Approve</c>, <c>Ask</c> or <c>Answer</c>.</param>
/// <param name="Request">Of an answer, the question's entry.</param>
/// <param name="WhyNot">Why it is not possible now; null where it is.</param>
/// <param name="Needs">The evidence and facts that must come with it.</param>
/// <param name="IsSigned">Whether it demands the actor's own signature.</param>
/// <param name="Because">The sources it cites.</param>
/// <param name="To">The state the case would be in after it, by title; null where that is not known before its facts are.</param>
/// <param name="Liability">How liability would move.</param>
/// <param name="Money">How money would move.</param>
/// <param name="Duties">The reports and notices it would cause.</param>
public sealed record StepOption(
    string Step, string Title, IReadOnlyList<string> As, string Verb, ulong? Request, string? WhyNot, IReadOnlyList<string> Needs,
    bool IsSigned, IReadOnlyList<string> Because, string? To, IReadOnlyList<LiabilityMove> Liability, IReadOnlyList<MoneyMove> Money,
    IReadOnlyList<string> Duties);
