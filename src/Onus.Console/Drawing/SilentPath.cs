using System.Xml.Linq;

namespace Onus.Console.Drawing;

/// <summary>What becomes of a case if nobody does anything, read from the map: state by state to its end.</summary>
/// <param name="States">The states it passes, the first of them the one that was asked for.</param>
/// <param name="Steps">The step out of each but the last.</param>
internal sealed record SilentPath(IReadOnlyList<string> States, IReadOnlyList<string> Steps)
{
    /// <summary>Follows silence from a state.</summary>
    /// <param name="map">The map.</param>
    /// <param name="from">The state; null for the one in which cases start, which is the first that the text declares.</param>
    public static SilentPath Of(XElement map, string? from)
    {
        var next = map.Descendants()
            .Where(e => (string?)e.Attribute("class") == "m-arrow" && e.Attribute("data-silence") is not null)
            .GroupBy(e => (string)e.Attribute("data-from")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => ((string)g.First().Attribute("data-step")!, (string)g.First().Attribute("data-to")!), StringComparer.Ordinal);
        var state = from ?? (string?)map.Descendants().FirstOrDefault(e => e.Attribute("data-state") is not null)?.Attribute("data-state");
        if (state is null) return new SilentPath([], []);
        var (states, steps) = (new List<string> { state }, new List<string>());
        // A checked product never goes in a circle; a text that is being written may.
        while (next.TryGetValue(state, out var step) && !states.Contains(step.Item2, StringComparer.Ordinal))
        {
            (var name, state) = step;
            steps.Add(name);
            states.Add(state);
        }

        return new SilentPath(states, steps);
    }

    /// <summary>Whether a step out of a state lies on it.</summary>
    public bool Has(string? from, string? step)
    {
        for (var i = 0; i < Steps.Count; i++)
            if (States[i] == from && Steps[i] == step) return true;
        return false;
    }
}
