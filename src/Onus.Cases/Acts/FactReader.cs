using System.Collections;
using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>The facts of a case as guards see them: what was given, and what the runtime keeps.</summary>
/// <remarks>A kept value is what the window held before this act, plus the firings of this act, plus this case's own once
/// while it is in a state that a listed step can leave (LANGUAGE, "Windows").</remarks>
internal sealed class FactReader(CaseView view, IActWorld world, LogTime now, List<Firing> firings) : IReadOnlyList<Int128?>
{
    private List<FactGiven>? _used;

    /// <summary>The kept facts that were read, with what they held before the act, in the order of first reading.</summary>
    public ImmutableArray<FactGiven> Used => _used is null ? [] : [.. _used];

    public int Count => view.Facts.Length;

    public Int128? this[int index] => view.Product.Facts[index].Kept is { } kept ? Kept(index, kept) : view.Facts[index];

    public IEnumerator<Int128?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Int128? Kept(int index, Kept kept)
    {
        if (world.Kept(index, view.Facts, now) is not { } before) return null;
        Note(index, before);
        Int128? each = kept.Over is { } fact ? view.Facts[fact] : 1;
        if (each is not { } amount) return null;
        var value = before;
        foreach (var firing in firings)
            if (kept.Steps.Contains(firing.Step)) value += amount;
        foreach (var step in kept.Steps)
        {
            if (!view.Product.Steps[step].From.Contains(view.State)) continue;
            return value + amount;
        }

        return value;
    }

    private void Note(int index, Int128 value)
    {
        _used ??= [];
        foreach (var read in _used)
            if (read.Fact == index) return;
        _used.Add(new FactGiven(index, value, null));
    }
}
