namespace Onus.Messages.Xml;

/// <summary>An element of a fragment, or none; what is asked of none is none.</summary>
internal readonly record struct Element(Fragment? Fragment, int Index)
{
    public static Element None => default;

    public bool Exists => Fragment is not null;

    public string Name => Fragment![Index].Name;

    /// <summary>The text as written, empty where there is none.</summary>
    public string Text => Fragment?[Index].Text ?? "";

    /// <summary>The currency attribute.</summary>
    public string? Currency => Fragment?[Index].Currency;

    public string? OtherAttribute => Fragment?[Index].OtherAttribute;

    public bool HasChildren => Fragment is not null && Fragment[Index].FirstChild > 0;

    public string Path => Fragment!.PathOf(Index);

    public int Line => Fragment![Index].Line;

    public int Column => Fragment![Index].Column;

    public Element FirstChild =>
        Fragment is null || Fragment[Index].FirstChild == 0 ? None : new(Fragment, Fragment[Index].FirstChild);

    public Element Next =>
        Fragment is null || Fragment[Index].NextSibling == 0 ? None : new(Fragment, Fragment[Index].NextSibling);

    /// <summary>The first child of a name.</summary>
    public Element this[string name]
    {
        get
        {
            var child = FirstChild;
            while (child.Exists && child.Name != name) child = child.Next;
            return child;
        }
    }

    /// <summary>The children of a name, in order.</summary>
    public IEnumerable<Element> All(string name)
    {
        for (var child = FirstChild; child.Exists; child = child.Next)
            if (child.Name == name) yield return child;
    }
}
