using System.Numerics;
using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Engine.Regulators;
using Onus.Ledger;
using Onus.Testing.Cases;

namespace Onus.Simulation.Cases;

/// <summary>The laws that hold whenever nothing is on its way (DESIGN, "Laws of the house").</summary>
internal sealed class CaseLaws(OnusEngine engine, Func<LogTime> now, PlainCases plain, CaseStage stage)
{
    public static void Holds(bool condition, string law)
    {
        if (!condition) throw new Lawbreak(law);
    }

    /// <summary>Laws 3 and 4, and that every case stands where the plain cases have it.</summary>
    public void CheckState(CasesState cases, LedgerState ledger)
    {
        foreach (var book in ledger.Books) Holds(book.Totals.DebitsPosted == book.Totals.CreditsPosted, "debits equal credits");
        foreach (var (account, _, name) in stage.Cast.Accounts)
        {
            Holds(ledger.TryGetAccount(account, out var found), "the account is there");
            var balance = (BigInteger)found.Balances.CreditsPosted - (BigInteger)found.Balances.DebitsPosted;
            Holds(balance == plain.History.Balance(account), $"{name} holds {plain.History.Balance(account)}, not {balance}");
        }

        var known = plain.History.Cases.ToList();
        Holds(cases.Count == ((ulong)known.Count, (ulong)plain.History.OpenCases.Count()), "there are as many cases, and as many open");
        foreach (var (summary, opened) in cases.CasesFrom(0).Zip(known)) CheckCase(summary, opened);
        CheckClaims(cases, ledger);
        CheckDuties(cases);
    }

    private void CheckCase(CaseSummary summary, PlainOpened opened)
    {
        var of = opened.Case;
        var text = opened.Product.Text;
        Holds((summary.Opened, summary.State, summary.Head) == (of, plain.History.State(of), plain.History.Head(of)), $"case {of} stands where it should");
        for (var p = 0; p < text.Parties.Length; p++)
            Holds((BigInteger)summary.Liability[p] == plain.History.Liability(of, p), $"{text.Parties[p].Name} is liable for {plain.History.Liability(of, p)} in case {of}");
        for (var a = 0; a < text.Accounts.Length; a++)
            if (text.Accounts[a].EndsEmpty) Holds((BigInteger)summary.Held[a] == plain.History.BalanceIn(of, a), $"{text.Accounts[a].Name} holds what it should for case {of}");
        var own = plain.Clocks.Own(of);
        Holds(summary.Due?.At == own?.At && summary.Due?.Step == own?.Step, $"case {of} falls due at {own?.At}, not {summary.Due?.At}");
        Holds(summary.ClosedAt is null == !plain.History.IsFinal(of), $"case {of} is open or not");
        if (summary.ClosedAt is not null) return;
        Holds(summary.Due is not null, $"open case {of} has a clock");
        Holds(text.Stake is null || summary.Liability.Aggregate((UInt128)0, (sum, l) => sum + l) == summary.Stake, $"somebody is liable for all of case {of}");
        var asked = plain.History.Questions(of).Select(q => (q.Entry, q.Step, q.Due)).ToList();
        Holds(summary.Requests.Select(r => (r.Entry, r.Step, r.Due)).SequenceEqual(asked), $"the questions of case {of} are open");
    }

    private void CheckClaims(CasesState cases, LedgerState ledger)
    {
        foreach (var product in cases.Products.All.Where(p => p.Product.Stake is not null).DistinctBy(p => p.Product.Name))
        {
            var currency = product.Product.Facts[product.Product.Stake!.Value].Currency;
            var open = plain.History.OpenCases.Where(c => c.Product.Text.Stake is not null).Aggregate(BigInteger.Zero, (sum, c) => sum + c.Stake);
            var claims = ledger.TryGetAccount(cases.ClaimsAccount(currency), out var account)
                ? (BigInteger)account.Balances.DebitsPosted - (BigInteger)account.Balances.CreditsPosted : 0;
            Holds(claims == open, $"the open stakes are {open}, the claims {claims}");
        }
    }

    /// <summary>No duty is lost, whether or not its case is open, and what is late is said to be late.</summary>
    private void CheckDuties(CasesState cases)
    {
        var owed = plain.History.Events.OfType<PlainDuty>().Select(d => (d.Entry, d.Case, d.Kind, d.Step, d.Clause, d.Due)).Order().ToList();
        var real = cases.Duties.Find(new DutyFilter(), null, int.MaxValue).Where(d => d.Kind != DutyKind.Warning).ToList();
        Holds(real.Select(d => (d.Name.Act, d.Case, d.Kind, d.Step, d.Clause, d.Due)).Order().SequenceEqual(owed), "every duty is in the book");
        foreach (var duty in real)
            Holds(!duty.IsOwed || duty.LateAt >= now() || duty.IsLate, $"duty {duty.Name} was due at {duty.Due} and nobody says that it is late");
    }

    /// <summary>No report is lost: each regulator's own log has every report that the plain cases know, and says where it stands.</summary>
    public void CheckReports()
    {
        var scanned = RegulatorLogs.Scan(engine.Log);
        var reports = plain.History.Events.OfType<PlainDuty>().Where(d => d.Kind == DutyKind.Report)
            .CountBy(d => Regulator(d)).ToDictionary();
        foreach (var (regulator, count) in reports)
        {
            var log = engine.RegulatorLog(regulator);
            Holds(log is not null, $"{regulator} has a log");
            Holds(log!.Head.Size == (ulong)scanned[regulator].Count, $"the log of {regulator} has all {scanned[regulator].Count} entries");
            var due = log.ReadEntries(0, log.Head.Size).Count(e => RegulatorEntry.TryRead(e, out var entry) && IsDue(entry!));
            Holds(due == count, $"{count} reports to {regulator} fell due, its log knows {due}");
        }
    }

    private static bool IsDue(RegulatorEntry entry) => ReportRecord.TryRead(entry.Record, out var record) && record!.Event == ReportEvent.Due;

    private string Regulator(PlainDuty duty)
    {
        var text = plain.History.Text(duty.Case);
        return text.Perimeter.Regulators[text.Steps[duty.Step].Reports[duty.Clause].Regulator].Name;
    }

    /// <summary>Laws 1 and 7: the entries alone lead to the same bytes of state, and deciding them again to the same entries.</summary>
    public void CheckReplay(byte[] live, EngineOptions options)
    {
        var log = new LogEntries(engine.Log);
        using var ledger = new LedgerState(options.Ledger, log, log);
        var cases = new CasesState(new CaseOptions(engine.Origin, options.Signatures, options.Entropy), ledger, log);
        using var audited = new LedgerState(options.Ledger, log, log);
        var replay = new LogReplay(engine.Origin, options.Signatures, audited, log);
        foreach (var entry in engine.Log.ReadEntries(0, engine.Log.Head.Size))
        {
            if (!ledger.Apply(entry.Span)) cases.Apply(entry);
            replay.Add(entry);
        }

        Holds(replay.Flush(), $"deciding the log again: {replay.Fault}");
        Holds(live.AsSpan().SequenceEqual(Snapshot(cases)), "a fold leads to the same bytes of cases");
    }

    public static byte[] Snapshot(CasesState cases)
    {
        using var stream = new MemoryStream();
        cases.Freeze(withSnapshot: true)?.Run(stream);
        return stream.ToArray();
    }

    private sealed class LogEntries(Onus.Log.Journal.LogReader log) : IEntryReader, IOlderIds
    {
        public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
        {
            entry = index < log.Head.Size ? log.ReadEntry(index) : default;
            return index < log.Head.Size;
        }

        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
