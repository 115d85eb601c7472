using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>What happens when nobody acts: the states that the clocks alone lead through.</summary>
internal static class Silence
{
    /// <summary>The states from one on, until the end or until a state comes again.</summary>
    public static List<StateRef> From(BoundProduct product, StateRef start)
    {
        var path = new List<StateRef>();
        StateRef? next = start;
        while (next is { } state && !path.Contains(state))
        {
            path.Add(state);
            next = product[state].Clock?.Then is { } then ? product[then].To : null;
        }

        return path;
    }
}
