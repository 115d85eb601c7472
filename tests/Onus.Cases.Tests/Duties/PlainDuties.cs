using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests.Duties;

/// <summary>Duties as one would keep them on paper: a list of what happened to each, judged anew every time.</summary>
internal sealed class PlainDuties
{
    private readonly List<Line> _lines = [];

    private int Events { get; set; }

    public void Act(ActEntry act)
    {
        for (var i = 0; i < act.Duties.Length; i++)
        {
            var duty = act.Duties[i];
            var grace = duty.Due == act.Envelope.Time ? 60 * LogTime.NanosecondsPerSecond : 0;
            _lines.Add(new Line(new DutyName(act.Envelope.Index, i), duty.Kind, duty.Due.Plus(grace)));
            if (duty.Kind == DutyKind.Report) Events++;
        }
    }

    public DutyName NameAt(int place) => _lines.Count == 0 ? new DutyName(1, 0) : _lines[place % _lines.Count].Name;

    public void Wait(LogTime now)
    {
        foreach (var line in _lines.Where(l => l.Owed && !l.Late && l.LateAt <= now))
        {
            line.Late = true;
            if (line.Kind == DutyKind.Report) Events++;
        }
    }

    public CaseOutcome Do(DutyName name, DutyDeed deed, ulong actor, bool hasDocument)
    {
        if (_lines.Find(l => l.Name == name) is not { } line) return CaseOutcome.DutyNotFound;
        var ours = actor is Desk.Officer or Desk.Lead;
        var theirs = actor == Desk.Regulator && line.Kind == DutyKind.Report && deed is DutyDeed.Acknowledged or DutyDeed.Failed && actor == Desk.Regulator && line.Kind == DutyKind.Report;
        if (line.Kind == DutyKind.Review ? actor != Desk.Lead : !ours && !theirs) return CaseOutcome.NotAuthorized;
        var fits = line.Kind switch
        {
            DutyKind.Notice => "Sent Failed",
            DutyKind.Report => "Filed Failed Acknowledged",
            _ => "Held",
        };
        if (!fits.Split(' ').Contains(deed.ToString())) return CaseOutcome.DeedDoesNotFit;
        if (line.Deeds.Contains(DutyDeed.Acknowledged)) return CaseOutcome.DutyIsDone;
        if (deed == DutyDeed.Acknowledged && line.Owed) return CaseOutcome.NotFiled;
        if (deed is DutyDeed.Sent or DutyDeed.Filed or DutyDeed.Held && !line.Owed) return CaseOutcome.DutyIsDone;
        if (!hasDocument && (deed == DutyDeed.Filed || (deed == DutyDeed.Acknowledged && !theirs))) return CaseOutcome.DocumentMissing;
        line.Deeds.Add(deed);
        if (line.Kind == DutyKind.Report) Events++;
        return CaseOutcome.Accepted;
    }

    public void AssertSame(Desk desk)
    {
        var book = desk.Duties;
        Assert.Equal(_lines.Select(l => l.Name), book.Find(new DutyFilter(), null, int.MaxValue).Select(d => d.Name));
        Assert.Equal(_lines.Count(l => l.Owed), book.OwedCount);
        Assert.Equal(Events, book.MainEntriesOf("pboc").Count);
        foreach (var line in _lines)
        {
            Assert.True(book.TryGet(line.Name, out var duty));
            Assert.Equal((line.Owed, line.Late), (duty!.IsOwed, duty.IsLate));
            Assert.Equal(line.Deeds.LastOrDefault() == DutyDeed.Acknowledged && line.Deeds.Count > 0, duty.State == DutyState.Acknowledged);
        }
    }

    private sealed record Line(DutyName Name, DutyKind Kind, LogTime LateAt)
    {
        public List<DutyDeed> Deeds { get; } = [];

        public bool Late { get; set; }

        public bool Owed => Deeds.Count == 0 || Deeds[^1] == DutyDeed.Failed;
    }
}
