using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Formats;

namespace Onus.Cases.Tests.Duties;

/// <summary>docs/formats/duty.md and confidential.md have the bytes that the code makes.</summary>
public sealed class DutyPageTests
{
    private static readonly FormatPage Page = new("duty.md");

    [Fact]
    public void The_page_of_duties_has_the_codes_own_bytes()
    {
        var desk = new Desk();
        var act = desk.Open(Desk.GiveBack);
        var report = new DutyName(act.Envelope.Index, 1);
        desk.Do(desk.Done(Desk.Officer, report, DutyDeed.Filed, document: Hash256.EmptyRoot));
        desk.Do(desk.Done(Desk.Regulator, report, DutyDeed.Acknowledged));
        desk.Wait(3_600);

        var step = Desk.Product.Product.Steps[Desk.GiveBack];
        var due = new ReportRecord(
            ReportEvent.Due, report, DutyPlanner.SubjectOf(Desk.Product.Product, Desk.Product.Compiled, act.Case, step, 0, act.Duties[1].Due), null);
        var filed = new ReportRecord(ReportEvent.Filed, report, null, Hash256.EmptyRoot);
        Assert.Equal(due.PlaceAt("pboc", 0), act.Duties[1].Place);
        Page.Check("record-due", due.ToBytes());
        Page.Check("regulatory-due", Regulatory(desk, due, 0, 13, new LineageLink(0, 0, 0)));
        Page.Check("duty-done-filed", desk.Entries[14]);
        Page.Check("regulatory-filed", Regulatory(desk, filed, 1, 14, new LineageLink(0, 0, 1)));
        Page.Check("duty-done-acknowledged", desk.Entries[15]);
        Page.Check("duty-overdue", desk.Entries[16]);
        Page.Check("acknowledgement", new AcknowledgementStatement("bank.example", new Id128(15), "pboc", report, Hash256.EmptyRoot, null).ToBytes());
        Assert.True(DutyOverdue.TryRead(Page.Bytes("duty-overdue"), out _));
        Assert.Equal(ReportLinkOutcome.Linked, ReportLink.Check(desk.Entries[13], Page.Bytes("regulatory-due"), out _));
        Assert.Equal(ReportLinkOutcome.Linked, ReportLink.Check(Page.Bytes("duty-done-filed"), Page.Bytes("regulatory-filed"), out _));
    }

    [Fact]
    public void The_page_of_confidential_acts_has_the_codes_own_bytes_and_hides_what_it_says_it_hides()
    {
        var desk = new Desk();
        desk.Open(Desk.Hush);
        var page = new FormatPage("confidential.md");
        page.Check("sealed-part", desk.Entries[13]);
        page.Check("act-public", desk.Entries[14]);
        Assert.True(ActEntry.TryRead(page.Bytes("act-public"), out var shown) && SealedPart.TryRead(page.Bytes("sealed-part"), out _));
        SealedPart.TryRead(page.Bytes("sealed-part"), out var part);
        Assert.True(Face.TryOpen(shown!, part!, out var full));
        Assert.Equal("hush", Desk.Product.Product.Steps[full!.Firings[0].Step].Name);
        Assert.True(page.Bytes("act-public").AsSpan().IndexOf("pboc"u8) < 0, "the public face names the regulator");
    }

    private static byte[] Regulatory(Desk desk, ReportRecord record, ulong index, int main, LineageLink link)
    {
        var time = EntryEnvelope.ReadStart(CborExtensions.NewReader(desk.Entries[main])).Time;
        var front = new EntryEnvelope(EntryKind.Regulatory, index, time, Id128.None, Id128.None, 0, [link]);
        return new RegulatorEntry(front, (ulong)main, MerkleHasher.HashLeaf(desk.Entries[main]), record.ToBytes()).ToBytes();
    }
}
