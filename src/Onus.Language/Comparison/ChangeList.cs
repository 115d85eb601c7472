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

    /// <summary>The things that both versions have, by name; those that came or went are noted as such.</summary>
    /// <param name="area">The area of coming and going.</param>
    /// <param name="noun">What such a thing is called.</param>
    /// <param name="things">The things of a version.</param>
    public IEnumerable<Pair<T>> Pairs<T>(
        ChangeArea area, Func<T, string> noun, Func<BoundProduct, IEnumerable<T>> things)
        where T : BoundSection
    {
        var old = things(Before).ToList();
        foreach (var now in things(After))
        {
            var index = old.FindIndex(o => o.Name == now.Name);
            if (index < 0) Note(area, now, "", null, noun(now));
            else yield return new Pair<T>(this, old[index], now);
            if (index >= 0) old.RemoveAt(index);
        }

        foreach (var gone in old) Note(area, gone, "", noun(gone), null);
    }

    /// <summary>Notes one aspect of a thing, if it reads differently; an empty text stands for nothing.</summary>
    public void Note(ChangeArea area, BoundSection thing, string aspect, string? before, string? after)
    {
        var (old, now) = (before is "" ? null : before, after is "" ? null : after);
        if (old == now) return;
        _changes.Add(new Change(area, Prose.Title(thing), thing.Name, aspect, old, now));
    }
}

/// <summary>One thing as both versions have it.</summary>
internal readonly record struct Pair<T>(ChangeList List, T Before, T After)
    where T : BoundSection
{
    /// <summary>Notes an aspect, if the two versions say it differently.</summary>
    public void Note(ChangeArea area, string aspect, Func<BoundProduct, T, string?> says) =>
        List.Note(area, After, aspect, says(List.Before, Before), says(List.After, After));
}
