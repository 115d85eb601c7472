using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>Who decides, for comparisons: an authority with all the authorities whose people make it up.</summary>
internal static class Deciders
{
    /// <summary>The names of an actor and of the members of its quorum.</summary>
    internal static IEnumerable<string> Hands(BoundActor? actor)
    {
        if (actor is null) yield break;
        yield return actor.Name;
        if (actor is BoundAuthority { Quorum: { } quorum })
            foreach (var member in quorum.Members) yield return member.Name;
    }

    /// <summary>Whether the reasons of a step include a rule with a citation; a policy of ours is not enough.</summary>
    internal static bool CitesRule(this BoundStep step) => step.Because.Any(b => b is BoundRule);

    /// <summary>The person who decides a step; null for a rule or the clock.</summary>
    internal static BoundActor? Person(this BoundStep step) =>
        step.Kind == StepKind.Appeal ? step.By : step.Decision is { By: DeciderKind.Person } person ? person.Actor : null;
}
