using System.Xml;

namespace Onus.Messages.Xml;

/// <summary>The elements of a file one after another: no document types, no entities, bounded in every
/// direction.</summary>
internal sealed class MessageXml : IDisposable
{
    private const int MaxAttributes = 16;

    private readonly BoundedText _text;
    private readonly XmlReaderSettings _settings;
    private XmlReader? _reader;
    private IXmlLineInfo? _place;
    private readonly int _maxDepth;

    public MessageXml(Stream stream, ReadLimits limits)
    {
        _text = new BoundedText(stream, limits.MaxPiece);
        _maxDepth = limits.MaxDepth;
        _settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new BoundedNames(),
        };
    }

    /// <summary>The place of the present element, or of what was read last.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The column of <see cref="Line"/>, from 1.</summary>
    public int Column { get; private set; } = 1;

    public string Name => _reader!.LocalName;

    public string Namespace => _reader!.NamespaceURI;

    public int Depth => _reader!.Depth;

    public bool IsEmpty => _reader!.IsEmptyElement;

    public bool HasAttributes => _reader!.HasAttributes;

    /// <summary>Goes on to the next start or end of an element or text; false at the end of the file.</summary>
    public bool Read(out XmlNodeType kind)
    {
        // Not before: making a reader reads the first characters, which can end the reading already.
        _reader ??= XmlReader.Create(_text, _settings);
        _place ??= (IXmlLineInfo)_reader;
        while (_reader.Read())
        {
            // Kept, because a parser that has failed does not say any more where.
            (Line, Column) = (_place!.LineNumber, _place.LinePosition);
            kind = _reader.NodeType;
            switch (kind)
            {
                case XmlNodeType.XmlDeclaration:
                    CheckEncoding();
                    break;
                case XmlNodeType.Element:
                    if (_reader.Depth > _maxDepth)
                        throw new MessageFault(IsoRule.TooDeep, $"elements are nested deeper than {_maxDepth}");
                    if (_reader.AttributeCount > MaxAttributes)
                        throw new MessageFault(IsoRule.TooManyAttributes,
                            $"one element has more than {MaxAttributes} attributes");
                    return true;
                case XmlNodeType.EndElement:
                    return true;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    kind = XmlNodeType.Text;
                    return true;
                default:
                    break;
            }
        }

        kind = XmlNodeType.None;
        return false;
    }

    /// <summary>The text that was just read.</summary>
    public string Text => _reader!.Value;

    /// <summary>The attributes of the present element, without declarations of namespaces and of XML Schema
    /// instances.</summary>
    public bool NextAttribute(out string name, out string value)
    {
        while (_reader!.MoveToNextAttribute())
        {
            if (_reader.Prefix == "xmlns" || _reader.Name == "xmlns"
                || _reader.NamespaceURI == "http://www.w3.org/2001/XMLSchema-instance") continue;
            name = _reader.NamespaceURI.Length == 0 ? _reader.LocalName : _reader.Name;
            value = _reader.Value;
            return true;
        }

        _reader.MoveToElement();
        name = value = "";
        return false;
    }

    /// <summary>Passes over the present element and everything in it.</summary>
    public void Skip()
    {
        if (IsEmpty) return;
        var depth = Depth;
        while (Read(out var kind))
            if (kind == XmlNodeType.EndElement && Depth == depth) return;
    }

    /// <summary>Goes on to the next child of the element at <paramref name="depth"/>; false at its end.</summary>
    /// <param name="depth">The depth of the parent.</param>
    /// <param name="strayText">Set where text other than white space stood before the child.</param>
    public bool NextChild(int depth, ref bool strayText)
    {
        while (Read(out var kind))
        {
            if (kind == XmlNodeType.Element) return true;
            if (kind == XmlNodeType.EndElement) return Depth > depth;
            strayText |= !string.IsNullOrWhiteSpace(Text);
        }

        return false;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _text.Dispose();
    }

    private void CheckEncoding()
    {
        var encoding = _reader!.GetAttribute("encoding");
        if (encoding is not null && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !encoding.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            throw new MessageFault(IsoRule.EncodingNotUtf8,
                $"the file says that it is in {encoding}; write it in UTF-8");
    }
}
