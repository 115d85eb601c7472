using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Gathers the changes of a comparison: pairs things by name and notes what reads differently.</summary>
internal sealed class ChangeList(BoundProduct before, BoundProduct after)
{
    private readonly List<Change> _changes = [];

    public BoundProduct Before { get; } = before;

    public BoundProduct After { get; } = after;

    /// <summary>The changes by area, within an area in the order noted.</summary>
    public IEnumerable<Change> Sorted => _changes.OrderBy(change => change.Area);

    /// <summary>Things of both versions by name, in the order of the newer one, then those that are gone.</summary>
    public IEnumerable<(T? Before, T? After)> Pair<T>(Func<BoundProduct, IEnumerable<T>> things)
        where T : BoundSection
    {
        var old = things(Before).ToList();
        var now = things(After).ToList();
        foreach (var thing in now) yield return (old.Find(o => o.Name == thing.Name), thing);
        foreach (var thing in old)
            if (!now.Exists(n => n.Name == thing.Name)) yield return (thing, null);
    }

    /// <summary>Notes that a whole thing came or went, and says whether both versions have it.</summary>
    public bool InBoth(ChangeArea area, string noun, BoundSection? before, BoundSection? after)
    {
        if (before is not null && after is not null) return true;
        var thing = (after ?? before)!;
        Note(area, thing, "", before is null ? null : noun, after is null ? null : noun);
        return false;
    }

    /// <summary>Notes one aspect of a thing, if it reads differently; an empty text stands for nothing.</summary>
    public void Note(ChangeArea area, BoundSection thing, string aspect, string? before, string? after)
    {
        var (old, now) = (before is "" ? null : before, after is "" ? null : after);
        if (old == now) return;
        _changes.Add(new Change(area, Prose.Title(thing), thing.Name, aspect, old, now));
    }
}
