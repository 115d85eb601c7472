using System.Diagnostics.CodeAnalysis;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Finds the calendar that a product is bound to by hash: among those that come with Onus, and those whose file is
/// in the log.</summary>
public sealed class CalendarBook(TextBook texts)
{
    private static readonly Lazy<BusinessCalendar[]> Shipped = new(() => [.. ShippedCalendars.Names.Select(name =>
    {
        Invariant.Holds(BusinessCalendar.TryRead(ShippedCalendars.Read(name), out var calendar, out _));
        return calendar!;
    })]);

    // The newer file that replaces each, by the hash of the file before.
    private readonly Dictionary<Hash256, Hash256> _updates = [];

    /// <summary>The calendar whose file has that hash.</summary>
    public bool TryFind(Hash256 file, [NotNullWhen(true)] out BusinessCalendar? calendar)
    {
        calendar = Array.Find(Shipped.Value, shipped => shipped.Hash == file);
        if (calendar is not null) return true;
        return texts.TryRead(file, out var bytes) && BusinessCalendar.TryRead(bytes, out calendar, out _);
    }

    /// <summary>The file that stands in the place of another today: itself where nothing replaced it.</summary>
    public Hash256 Latest(Hash256 file)
    {
        while (_updates.TryGetValue(file, out var newer)) file = newer;
        return file;
    }

    /// <summary>Whether one file can take another's place: the old one is the latest of its line, and the new one stands in no
    /// line yet. So no circle can close.</summary>
    public bool CanReplace(Hash256 old, Hash256 newer) =>
        newer != old && !_updates.ContainsKey(old) && !_updates.ContainsKey(newer) && !_updates.ContainsValue(newer);

    /// <summary>How a product reckons time today; null where its zone or its calendar is unknown.</summary>
    public CivilCalendar? Of(Perimeter perimeter)
    {
        ArgumentNullException.ThrowIfNull(perimeter);
        if (!CivilZone.TryFind(perimeter.TimeZone ?? "Etc/UTC", out var zone)) return null;
        if (perimeter.Calendar is not { } reference) return new CivilCalendar(zone, null, perimeter.MonthEnd);
        return TryFind(Latest(reference.Data), out var business) ? new CivilCalendar(zone, business, perimeter.MonthEnd) : null;
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it replaces a calendar.</returns>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (EntryHeader.KindOf(entry.Span) != EntryKind.CalendarUpdated) return false;
        Invariant.Holds(CalendarUpdated.TryRead(entry, out var updated));
        Load(updated!.Old, updated.New);
        return true;
    }

    internal IEnumerable<(Hash256 Old, Hash256 New)> InOrder() =>
        _updates.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    internal void Load(Hash256 old, Hash256 newer)
    {
        Invariant.Holds(CanReplace(old, newer));
        _updates.Add(old, newer);
    }
}
