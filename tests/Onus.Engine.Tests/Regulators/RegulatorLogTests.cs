using Onus.Cases.Tests.Duties;
using Onus.Cases.Tests.Replaying;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Regulators;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Testing;

namespace Onus.Engine.Tests.Regulators;

public sealed class RegulatorLogTests
{
    [Fact]
    public void A_regulators_log_says_in_words_what_is_due_and_what_became_of_it()
    {
        using var logs = new TwoLogs(new Desk());
        logs.Work();
        using var regulators = logs.Open();
        Assert.Equal(["pboc"], regulators.Regulators);
        var records = Records(regulators.Of("pboc")!);
        Assert.Equal(
            [ReportEvent.Due, ReportEvent.Due, ReportEvent.Due, ReportEvent.Filed, ReportEvent.Acknowledged, ReportEvent.Overdue, ReportEvent.Overdue, ReportEvent.Filed],
            records.Select(r => r.Event));
        var subject = records[0].Subject!;
        Assert.Equal(("small", 3, "give-back", "large", "law: Article 1"), (subject.Product, subject.Version, subject.Step, subject.Report, subject.Because.Single()));
        Assert.Equal("hush", records[1].Subject!.Step);
    }

    [Fact]
    public void The_book_of_duties_knows_every_entry_of_every_regulators_log_so_no_report_is_lost()
    {
        using var logs = new TwoLogs(new Desk());
        for (var i = 0; i < 5; i++) logs.Work();
        Assert.Equal(RegulatorLogs.Scan(logs.Main)["pboc"], logs.Desk.Duties.MainEntriesOf("pboc"));
        using var regulators = logs.Open();
        var said = Records(regulators.Of("pboc")!).Where(r => r.Event == ReportEvent.Due).Select(r => r.Duty);
        Assert.Equal(logs.Desk.Duties.Find(new() { Kind = DutyKind.Report }, null, 1_000).Select(d => d.Name), said);
    }

    [Fact]
    public void Following_the_main_log_and_making_it_anew_lead_to_the_same_root_at_every_size()
    {
        using var logs = new TwoLogs(new Desk());
        var roots = new List<(ulong Size, Hash256 Root)>();
        using (var regulators = logs.Open())
        {
            for (var i = 0; i < 4; i++)
            {
                logs.Work();
                regulators.Advance();
                regulators.Advance();
                roots.Add((regulators.Of("pboc")!.Head.Size, regulators.Of("pboc")!.Head.Root));
            }
        }

        logs.Devices.Clear();
        using var anew = logs.Open();
        Assert.Equal(roots, roots.Select(r => (r.Size, anew.Of("pboc")!.Root(r.Size))));
        Assert.Equal(roots[^1].Size, anew.Of("pboc")!.Head.Size);
    }

    [Fact]
    public void After_a_power_cut_at_any_call_the_log_comes_back_to_the_same_root()
    {
        Hash256 whole;
        using (var logs = new TwoLogs(new Desk()))
        {
            logs.Work();
            logs.Work();
            using var regulators = logs.Open();
            whole = regulators.Of("pboc")!.Head.Root;
        }

        for (var at = 0; ; at++)
        {
            using var logs = new TwoLogs(new Desk());
            logs.Work();
            var crashed = false;
            logs.Device.CrashAfter(at);
            try
            {
                var regulators = logs.Open();
                logs.Work();
                regulators.Advance();
            }
            catch (SimulatedCrashException)
            {
                crashed = true;
            }

            if (!crashed) break;
            logs.Device.Restart();
            while (logs.Desk.Duties.Count < 16) logs.Work();
            using var again = logs.Open();
            Assert.Equal(whole, again.Of("pboc")!.Head.Root);
        }
    }

    [Fact]
    public void A_damaged_log_is_made_anew_from_the_main_log_and_says_so()
    {
        using var logs = new TwoLogs(new Desk());
        logs.Work();
        Hash256 root;
        using (var regulators = logs.Open()) root = regulators.Of("pboc")!.Head.Root;
        var segment = logs.Device.List().First(name => logs.Device.Content(name).Length > 1_000);
        logs.Device.Corrupt(segment, bytes =>
        {
            bytes[bytes.AsSpan().IndexOf("large"u8)] ^= 1;
            return bytes;
        });
        using (var again = logs.Open()) Assert.Equal(root, again.Of("pboc")!.Head.Root);
        Assert.Contains("made anew", Assert.Single(logs.Warnings), StringComparison.Ordinal);

        foreach (var name in logs.Device.List().Where(n => n != "checkpoint").ToList()) logs.Device.Vanish(name);
        using var third = logs.Open();
        Assert.Equal(root, third.Of("pboc")!.Head.Root);
    }

    [Fact]
    public void A_main_log_that_lost_reports_or_tells_another_story_is_found_out_before_anything_is_signed()
    {
        using var logs = new TwoLogs(new Desk());
        logs.Work();
        using (var regulators = logs.Open()) Assert.Equal(8ul, regulators.Of("pboc")!.Head.Size);
        var before = logs.Device.Content("checkpoint");

        var threads = RegulatorLogs.Scan(logs.Main).ToDictionary(t => t.Key, t => (IReadOnlyList<ulong>)[.. t.Value.Take(3)]);
        var lost = Assert.Throws<InvariantViolation>(() => RegulatorLogs.Open(logs.Main, TwoLogs.Origin, threads, logs.Options));
        Assert.Contains("has lost some", lost.Message, StringComparison.Ordinal);

        using var other = new TwoLogs(new Desk());
        other.Desk.Open(Desk.GiveBack, Desk.GiveBack);
        other.Commit();
        other.Work();
        other.Devices.Add(TwoLogs.PbocOrigin, logs.Device);
        Assert.Throws<InvariantViolation>(other.Open);

        // Nor when only the checkpoint is left to remember it.
        foreach (var name in logs.Device.List().Where(n => n != "checkpoint").ToList()) logs.Device.Vanish(name);
        var forked = Assert.Throws<InvariantViolation>(other.Open);
        Assert.Contains("another history", forked.Message, StringComparison.Ordinal);
        Assert.NotEmpty(before);
    }

    [Fact]
    public void A_report_is_proven_in_both_logs_by_one_file_and_any_change_of_it_is_refused()
    {
        using var logs = new TwoLogs(new Desk());
        logs.Work();
        using var regulators = logs.Open();
        var policy = TrustPolicy.OfLog(NoteVerifiers.Standard, TwoLogs.MainKey.Key, TestKeys.Log(TwoLogs.PbocOrigin).Key);
        for (ulong index = 0; index < regulators.Of("pboc")!.Head.Size; index++)
        {
            Assert.True(ReportProof.TryParse(regulators.Prove("pboc", index).ToBytes(), out var proof, out var error), error);
            Assert.Equal(ReportLinkOutcome.Linked, proof.CheckLink(out var place));
            Assert.Equal(("pboc", index), (place.Regulator, place.Index));
            Assert.True(proof.Main.Verify(proof.MainEntry.Span, policy).IsVerified);
            Assert.True(proof.Regulatory.Verify(proof.Entry.Span, policy).IsVerified);
        }

        var (one, two) = (regulators.Prove("pboc", 0), regulators.Prove("pboc", 1));
        Assert.NotEqual(ReportLinkOutcome.Linked, (one with { Entry = two.Entry }).CheckLink(out _));
        Assert.Equal(ReportLinkOutcome.OtherPlace, (one with { Regulatory = one.Main }).CheckLink(out _));
        Assert.False(ReportProof.TryParse(one.ToBytes().AsMemory(1), out _, out _));
    }

    [Fact]
    public void Where_the_logs_have_all_that_was_decided_the_main_log_is_not_read_and_nothing_is_missed()
    {
        using var logs = new TwoLogs(new Desk());
        using var regulators = logs.Open();
        for (var i = 0; i < 3; i++)
        {
            logs.Work();
            regulators.Advance(() => logs.Desk.Duties.ReportEvents);
            regulators.Advance(() => logs.Desk.Duties.ReportEvents);
            Assert.Equal(logs.Desk.Duties.ReportEvents, (long)regulators.Of("pboc")!.Head.Size);
        }
    }

    [Fact]
    public void Every_report_of_every_story_of_the_shipped_products_stands_in_its_regulators_log()
    {
        var reports = 0;
        foreach (var product in ToldStory.Products.Select(text => text.Product))
        {
            foreach (var example in product.Examples)
            {
                using var story = ToldStory.Tell(product, example);
                using var logs = new TwoLogs([.. Enumerable.Range(0, (int)story.Size).Select(i => story.Read((ulong)i).ToArray())]);
                using var regulators = logs.Open();
                var duties = story.Node.Cases.Duties;
                Assert.Equal(duties.Regulators, regulators.Regulators);
                foreach (var regulator in duties.Regulators)
                {
                    Assert.Equal(duties.MainEntriesOf(regulator), RegulatorLogs.Scan(logs.Main)[regulator]);
                    Assert.Equal((ulong)duties.MainEntriesOf(regulator).Count, regulators.Of(regulator)!.Head.Size);
                }

                reports += duties.Find(new() { Kind = DutyKind.Report }, null, int.MaxValue).Count;
            }
        }

        Assert.True(reports > 0, "no story reports anything");
    }

    private static List<ReportRecord> Records(LogReader log) => [.. log.ReadEntries(0, log.Head.Size).Select(entry =>
    {
        Assert.True(RegulatorEntry.TryRead(entry, out var read));
        Assert.True(ReportRecord.TryRead(read!.Record, out var record));
        return record!;
    })];
}
