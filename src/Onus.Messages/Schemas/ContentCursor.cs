using Onus.Messages.Xml;

namespace Onus.Messages.Schemas;

/// <summary>Where one stands in the content of an element, child after child.</summary>
internal struct ContentCursor(ContentType? type)
{
    private int _place;
    private int _seen;

    /// <summary>What a child's name leads to.</summary>
    internal enum Step
    {
        Taken,
        OutOfOrder,
        TooOften,
        Unknown,
    }

    /// <summary>Takes a child of a name and gives its type; what was left out before it is missing in <paramref
    /// name="parent"/>.</summary>
    public Step Take(string name, Element parent, Findings findings, out ContentType? child)
    {
        child = null;
        if (type is null || type.IsAny) return Step.Taken;
        if (type.IsChoice) return TakeChoice(name, out child);
        var particles = type.Particles;
        for (var place = _place; place < particles.Length; place++)
        {
            if (particles[place].Name != name) continue;
            if (place == _place && _seen == particles[place].Max) return Step.TooOften;
            child = particles[place].Type;
            if (place == _place)
            {
                _seen++;
                return Step.Taken;
            }

            Miss(place, parent, findings);
            (_place, _seen) = (place, 1);
            return Step.Taken;
        }

        return Array.Exists(particles, p => p.Name == name) ? Step.OutOfOrder : Step.Unknown;
    }

    /// <summary>Ends the element.</summary>
    public readonly void End(Element parent, Findings findings)
    {
        if (type is null || type.IsAny) return;
        if (!type.IsChoice) Miss(type.Particles.Length, parent, findings);
        else if (_seen == 0 && Array.TrueForAll(type.Particles, p => p.Min > 0))
            findings.Missing(parent, string.Join(" or ", type.Particles.Select(p => p.Name)));
        else if (_seen > 0 && _seen < type.Particles[_place].Min)
            findings.Missing(parent, type.Particles[_place].Name);
    }

    private Step TakeChoice(string name, out ContentType? child)
    {
        child = null;
        var place = Array.FindIndex(type!.Particles, p => p.Name == name);
        if (place < 0) return Step.Unknown;
        if (_seen > 0 && (place != _place || _seen == type.Particles[place].Max)) return Step.TooOften;
        (_place, _seen) = (place, _seen + 1);
        child = type.Particles[place].Type;
        return Step.Taken;
    }

    private readonly void Miss(int before, Element parent, Findings findings)
    {
        for (var place = _place; place < before; place++)
            if ((place == _place ? _seen : 0) < type!.Particles[place].Min)
                findings.Missing(parent, type.Particles[place].Name);
    }
}
