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

    /// <summary>No cases yet.</summary>
    /// <param name="options">What it is given from outside.</param>
    /// <param name="ledger">The ledger that cases move.</param>
    /// <param name="entries">Where entries are read back.</param>
    public CasesState(CaseOptions options, LedgerState ledger, IEntryReader entries)
    {
        _tables = new CaseTables(options, ledger, entries);
        var powers = new Powers(_tables);
        var signing = new Signing(_tables);
        var fold = new ActFold(_tables);
        var caps = new CapWatch(_tables);
        var writer = new ActWriter(_tables, fold, caps);
        var open = new OpenRules(_tables, powers);
        var steps = new StepRules(_tables, powers, signing);
        var requests = new RequestRules(_tables, powers, signing, fold);
        var rules = new CaseRules(_tables, open, steps, new MatterRules(_tables, powers), requests);
        _runner = new CaseRunner(_tables, rules, writer, new CaseAftermath(_tables, open, requests, caps, writer));
        _clock = new CaseClock(_tables, _runner, requests);
        _replay = new CaseReplay(_tables, fold, rules, steps, requests);
    }

    /// <summary>Who is known, with which keys and authorities.</summary>
    public Registry Registry => _tables.Registry;

    /// <summary>The products that govern cases.</summary>
    public ProductRegister Products => _tables.Products;

    /// <summary>When the next clock of a case or of a request runs out; null if none ever does.</summary>
    public LogTime? NextDue => _tables.Due.Next;

    internal CaseTables Tables => _tables;

    internal CaseRunner Runner => _runner;

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

    /// <summary>Lets the one thing that is due first lapse; it must be due at the wall clock.</summary>
    public void LapseFirst(LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _clock.LapseFirst(clock, batch);
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is an entry of cases; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry) => _replay.Apply(entry);
}
