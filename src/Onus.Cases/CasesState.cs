using System.Diagnostics.CodeAnalysis;
using Onus.Cases.Duties;
using Onus.Cases.Keeping;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>The cases of a node: decides commands over the ledger, writes their entries into a batch and folds them; or folds
/// the entries of a log.</summary>
/// <remarks>A pure state machine for one thread, beside <see cref="LedgerState"/> and under the same rule: it changes as a
/// command is decided, ahead of the log; should the batch not become durable, both must be made again from the log.</remarks>
public sealed class CasesState
{
    private readonly CaseTables _tables;
    private readonly CaseRunner _runner;
    private readonly CaseClock _clock;
    private readonly CaseReplay _replay;
    private readonly AfterRules _after;
    private readonly CaseCharter _caseCharter;
    private readonly OutageRules _outages;
    private readonly CharterDecider _charter;

    /// <summary>No cases yet.</summary>
    /// <param name="options">What it is given from outside.</param>
    /// <param name="ledger">The ledger that cases move.</param>
    /// <param name="entries">Where entries are read back.</param>
    public CasesState(CaseOptions options, LedgerState ledger, IEntryReader entries)
        : this(options, ledger, entries, null)
    {
    }

    private CasesState(CaseOptions options, LedgerState ledger, IEntryReader entries, byte[][]? parts)
    {
        _tables = new CaseTables(options, ledger, entries, parts);
        _after = new AfterRules(_tables);
        var powers = new Powers(_tables);
        var signing = new Signing(_tables);
        var fold = new ActFold(_tables);
        var caps = new CapWatch(_tables);
        var writer = new ActWriter(_tables, fold, caps);
        var open = new OpenRules(_tables, powers);
        var steps = new StepRules(_tables, powers, signing);
        var requests = new RequestRules(_tables, powers, signing, fold);
        Rules = new CaseRules(_tables, open, steps, new MatterRules(_tables, powers), requests, _after);
        _runner = new CaseRunner(_tables, Rules, writer, new CaseAftermath(_tables, open, requests, caps, writer));
        _clock = new CaseClock(_tables, _runner, requests, _after);
        _caseCharter = new CaseCharter(_tables, fold);
        _outages = new OutageRules(_tables, fold);
        _charter = new CharterDecider(_tables.Charter, ledger, options.Signatures, _caseCharter, options.Log);
        _replay = new CaseReplay(_tables, fold, Rules, steps, requests, _after, _caseCharter, _outages);
    }

    /// <summary>Who is known, with which keys and authorities.</summary>
    public Registry Registry => _tables.Registry;

    /// <summary>The products that govern cases.</summary>
    public ProductRegister Products => _tables.Products;

    /// <summary>What governs the node.</summary>
    public Charter Charter => _tables.Charter;

    /// <summary>What is owed: notices, reports, reviews.</summary>
    public DutyBook Duties => _tables.Duties;

    /// <summary>What is kept in the vault, and for how long.</summary>
    public EvidenceBook Evidence => _tables.Evidence;

    /// <summary>When the next thing falls due; null if nothing ever does. Proposals come after what is due in cases.</summary>
    public LogTime? NextDue => (_tables.Due.Next, _tables.Charter.NextDue) switch
    {
        ({ } due, { } proposal) => due <= proposal ? due : proposal,
        var (due, proposal) => due ?? proposal,
    };

    internal CaseTables Tables => _tables;

    internal CaseRunner Runner => _runner;

    internal CaseRules Rules { get; }

    /// <summary>Runs a command and adds its entries to the batch.</summary>
    /// <param name="command">The command.</param>
    /// <param name="clock">The wall clock.</param>
    /// <param name="batch">Where the entries go.</param>
    public CaseResult Execute(CaseCommand command, LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(batch);
        return _runner.Run(command, clock, batch);
    }

    /// <summary>Runs a command of the charter and adds its entries to the batch.</summary>
    public CharterResult Execute(CharterCommand command, LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(batch);
        _tables.Entries.Batch = batch;
        var first = batch.Count;
        var result = _charter.Execute(command, clock, batch);
        for (var i = first; i < batch.Count; i++) _caseCharter.FollowBatch(batch[i].ToArray());
        return result;
    }

    /// <summary>Lets the one thing that is due first lapse; it must be due at the wall clock.</summary>
    public void LapseFirst(LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_tables.Due.Next is { } due && !(_tables.Charter.NextDue < due)) _clock.LapseFirst(clock, batch);
        else Invariant.Holds(_charter.Lapse(clock, 1, batch) == 1);
    }

    /// <summary>A case as it stands.</summary>
    public bool TryGetCase(ulong opened, [NotNullWhen(true)] out CaseSummary? summary)
    {
        summary = _tables.Cases.TryGet(opened, out var record) ? CaseSummary.Of(record, _tables.Products.Get(record.Product)) : null;
        return summary is not null;
    }

    /// <summary>All cases in the order of their opening.</summary>
    /// <param name="from">The number of the first one wanted.</param>
    public IEnumerable<CaseSummary> CasesFrom(uint from)
    {
        for (var number = from; number < _tables.Cases.Count; number++)
        {
            var record = _tables.Cases[number];
            yield return CaseSummary.Of(record, _tables.Products.Get(record.Product));
        }
    }

    /// <summary>The liability account of a party under a product, by its opening entry; 0 where it has never been liable.</summary>
    public ulong LiabilityAccount(Currency currency, string product, ulong actor) => _tables.Books.Find(currency, product, actor);

    /// <summary>The claims account of a currency, to which all parties' liabilities are owed; 0 where there is none.</summary>
    public ulong ClaimsAccount(Currency currency) => _tables.Books.FindClaims(currency);

    /// <summary>How many cases were ever opened, and how many of them are open.</summary>
    public (ulong Opened, ulong Open) Count => (_tables.Cases.Count, _tables.Cases.OpenCount);

    /// <summary>How much of a cap is used, by the case's parties, in minor units.</summary>
    /// <param name="opened">A case that the cap is of.</param>
    /// <param name="cap">The cap, by its place in the case's product.</param>
    /// <param name="now">The instant at which a window ends.</param>
    public UInt128 CapUsed(ulong opened, int cap, LogTime now)
    {
        Invariant.Holds(_tables.Cases.TryGet(opened, out var record));
        return _tables.WorldOf(record).Used(cap, now);
    }

    /// <summary>When the clock of a case's state runs out, and when that of its legal meaning does; null where there is none.</summary>
    public (DueStep? State, DueStep? Law) ClocksOf(ulong opened) =>
        _tables.Cases.TryGet(opened, out var record) && record.ClosedAt is null ? (record.View.StateDue, record.View.LawDue) : default;

    /// <summary>What all open cases have at stake in a currency, in minor units.</summary>
    public UInt128 OpenStake(Currency currency) => _tables.Cases.OpenStake(currency);

    /// <summary>The currencies in which a stake was ever open, by code.</summary>
    public IEnumerable<Currency> Currencies => _tables.Cases.Currencies;

    /// <summary>The command that an entry answers, accepted or refused; null where it answers none of a case.</summary>
    public CaseCommand? CommandOf(ReadOnlyMemory<byte> entry) => Rules.CommandOf(entry);

    /// <summary>What an actor may think of doing in a case, and what it would do; nothing is written and nothing changes.</summary>
    /// <param name="opened">The case.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="now">The instant for which it is worked out.</param>
    public IReadOnlyList<CaseOption> OptionsOf(ulong opened, ulong actor, LogTime now) =>
        _tables.Cases.TryGet(opened, out var record) ? new CasePreview(_tables, record, actor, now).Options() : [];

    /// <summary>Adds the entry of a time in which the node was down, before anything that fell due in it lapses.</summary>
    /// <param name="from">The time of the last entry before it.</param>
    /// <param name="to">The wall clock.</param>
    /// <param name="batch">Where the entry goes.</param>
    public void EnterOutage(LogTime from, LogTime to, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _outages.Enter(from, to, batch);
    }

    /// <summary>Adds the entry of a plaintext that the vault has destroyed.</summary>
    /// <returns>Whether there was anything to enter: it was ordered, and not entered before.</returns>
    public bool TryEnterDestroyed(KeptName name, LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _after.TryEnterDestroyed(name, clock, batch);
    }

    /// <summary>Loads the cases behind a ledger's snapshot; none where the stream ends there.</summary>
    /// <exception cref="InvalidDataException">The bytes are no snapshot of cases, or its parts do not fit.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is cut off.</exception>
    public static CasesState Load(CaseOptions options, LedgerState ledger, IEntryReader entries, Stream snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (CaseSnapshot.Read(snapshot) is not { } parts) return new CasesState(options, ledger, entries);
        var cases = new CasesState(options, ledger, entries, parts.Parts);
        CaseSnapshot.Load(cases._tables, parts.Cases, parts.Parts[3]);
        return cases;
    }

    /// <summary>Freezes the cases as they stand, for a state root and perhaps a snapshot, and goes on; one at a time. Null where
    /// there is nothing to keep.</summary>
    /// <param name="withSnapshot">Whether a snapshot is to be written.</param>
    /// <param name="casesToProve">Cases whose standing under the root will be asked for, by their opening entries.</param>
    public FrozenCases? Freeze(bool withSnapshot = false, params IEnumerable<ulong> casesToProve) =>
        _tables.IsEmpty ? null : new FrozenCases(_tables, withSnapshot, casesToProve);

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is an entry of cases; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry) => _replay.Apply(entry);
}
