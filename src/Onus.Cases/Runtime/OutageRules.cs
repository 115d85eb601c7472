using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Names the time that the node was down, and gives it back to whoever could not appeal.</summary>
internal sealed class OutageRules(CaseTables tables, ActFold fold)
{
    /// <summary>Adds the entry of a gap.</summary>
    public void Enter(LogTime from, LogTime to, EntryBatch batch)
    {
        var front = new EntryEnvelope(EntryKind.Outage, batch.NextIndex, batch.TimeFor(to), Id128.None, Id128.None, 0, []);
        var entry = new OutageEntry(front, from, to);
        batch.Add(entry.Write, front.Time);
        Apply(entry);
    }

    /// <summary>Folds it: open cases in states from which a party may appeal have that much more time.</summary>
    public void Apply(OutageEntry entry)
    {
        var gap = entry.To.Nanoseconds - entry.From.Nanoseconds;
        for (uint number = 0; number < tables.Cases.Count; number++)
        {
            var record = tables.Cases[number];
            if (record.ClosedAt is not null || !tables.ShapeOf(record.Product).CanAppeal[record.View.State]) continue;
            if (record.View.StateDue is not { } due || due.At <= entry.From || tables.Has(CaseFault.ForgetOutages)) continue;
            record.View.StateDue = due with { At = due.At.Plus(gap) };
            tables.Cases.Put(record, wasOpen: true);
            fold.SetClock(record);
        }
    }
}
