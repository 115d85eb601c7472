using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Collects what is wrong with one part of a message: one finding for each place, and not more than asked
/// for.</summary>
internal sealed class Findings(int limit)
{
    private static readonly MessageRefusal[] Nothing = [];

    private List<MessageRefusal>? _found;

    public bool Any => _found is not null;

    public IReadOnlyList<MessageRefusal> All => (IReadOnlyList<MessageRefusal>?)_found ?? Nothing;

    public void Add(IsoRule rule, Element at, string detail) =>
        Add(new MessageRefusal(rule, at.Path, at.Line, at.Column, detail));

    /// <summary>Says that <paramref name="parent"/> has no child of a name.</summary>
    public void Missing(Element parent, string child) =>
        Add(new MessageRefusal(IsoRule.ElementMissing, $"{parent.Path}/{child}", parent.Line, parent.Column,
            $"{child} is missing"));

    public void Add(MessageRefusal refusal)
    {
        _found ??= [];
        var known = _found.FindIndex(other => other.Path == refusal.Path);
        // One finding for each place: a rule that says what is meant goes before the schema's pattern.
        if (known < 0 && _found.Count < limit) _found.Add(refusal);
        else if (known >= 0 && _found[known].Rule == IsoRule.ValueForm) _found[known] = refusal;
    }
}
