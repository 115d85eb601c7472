using System.Diagnostics.CodeAnalysis;
using System.Xml;

namespace Onus.Messages.Xml;

/// <summary>One part of a message in memory: an element and all below it. Used again for the next part.</summary>
internal sealed class Fragment(int maxElements, int maxText)
{
    private Node[] _nodes = new Node[128];
    private string _namespace = "";

    /// <summary>How many elements there are; the first is the root.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the part had more elements or text than allowed; the rest was passed over.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The path of the root's parent, such as <c>/Document/FIToFICstmrCdtTrf</c>.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>The number of the root among its siblings of that name, from 1; 0 where there is only one.</summary>
    public int Ordinal { get; private set; }

    public Element Root => new(this, 0);

    public ref Node this[int index] => ref _nodes[index];

    /// <summary>Takes the present element as root, and nothing in it yet.</summary>
    public void Begin(MessageXml xml, string @namespace, string prefix, int ordinal)
    {
        Count = 0;
        IsTooLarge = false;
        _namespace = @namespace;
        Prefix = prefix;
        Ordinal = ordinal;
        Add(xml, -1);
    }

    /// <summary>Takes the present element as root, and everything in it.</summary>
    public void ReadWhole(MessageXml xml, string @namespace, string prefix, int ordinal)
    {
        Begin(xml, @namespace, prefix, ordinal);
        ReadContent(xml, 0);
    }

    /// <summary>Takes the present element, and everything in it, as the root's next child.</summary>
    public void ReadChild(MessageXml xml)
    {
        var child = Add(xml, 0);
        if (child < 0) xml.Skip();
        else ReadContent(xml, child);
    }

    /// <summary>The path of an element, made only where something is to be said about it.</summary>
    public string PathOf(int index)
    {
        if (index == 0) return $"{Prefix}/{Shown.Name(_nodes[0].Name)}{(Ordinal > 0 ? $"[{Ordinal}]" : "")}";
        var parent = _nodes[index].Parent;
        int place = 0, count = 0;
        for (var sibling = _nodes[parent].FirstChild; sibling > 0; sibling = _nodes[sibling].NextSibling)
        {
            if (_nodes[sibling].Name != _nodes[index].Name) continue;
            count++;
            if (sibling == index) place = count;
        }

        return $"{PathOf(parent)}/{Shown.Name(_nodes[index].Name)}{(count > 1 ? $"[{place}]" : "")}";
    }

    private void ReadContent(MessageXml xml, int element)
    {
        if (xml.IsEmpty) return;
        var depth = xml.Depth;
        var current = element;
        while (xml.Read(out var kind))
        {
            if (kind == XmlNodeType.Text)
            {
                AddText(current, xml.Text);
            }
            else if (kind == XmlNodeType.EndElement)
            {
                if (xml.Depth == depth) return;
                current = _nodes[current].Parent;
            }
            else
            {
                var child = Add(xml, current);
                if (child < 0) xml.Skip();
                else if (!xml.IsEmpty) current = child;
            }
        }
    }

    private void AddText(int element, string text)
    {
        ref var node = ref _nodes[element];
        if (text.Length + (node.Text?.Length ?? 0) > maxText) IsTooLarge = true;
        else node.Text = node.Text is null ? text : node.Text + text;
    }

    private int Add(MessageXml xml, int parent)
    {
        if (Count == maxElements)
        {
            IsTooLarge = true;
            return -1;
        }

        if (Count == _nodes.Length) Array.Resize(ref _nodes, _nodes.Length * 2);
        var index = Count++;
        // A foreign element keeps its namespace in its name, so that no look-up by name takes it for one of the message.
        var name = ReferenceEquals(xml.Namespace, _namespace) || xml.Namespace == _namespace ? xml.Name
            : $"{{{xml.Namespace}}}{xml.Name}";
        _nodes[index] = new Node { Name = name, Parent = parent, Line = xml.Line, Column = xml.Column };
        if (parent >= 0)
        {
            ref var above = ref _nodes[parent];
            if (above.FirstChild == 0) above.FirstChild = index;
            else _nodes[above.LastChild].NextSibling = index;
            above.LastChild = index;
        }

        if (xml.HasAttributes) TakeAttributes(xml, ref _nodes[index]);
        return index;
    }

    private static void TakeAttributes(MessageXml xml, ref Node node)
    {
        while (xml.NextAttribute(out var name, out var value))
            if (name == "Ccy") node.Currency = value;
            else node.OtherAttribute ??= name;
    }

    /// <summary>An element; 0 stands for no child and no sibling, because the root is neither.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Storage, never compared.")]
    internal struct Node
    {
        public string Name;
        public string? Text;
        public string? Currency;
        public string? OtherAttribute;
        public int Parent;
        public int FirstChild;
        public int LastChild;
        public int NextSibling;
        public int Line;
        public int Column;
    }
}
