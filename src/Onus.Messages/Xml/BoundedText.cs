using System.Text;

namespace Onus.Messages.Xml;

/// <summary>The characters of a UTF-8 file; stops before one tag, text or CDATA section can fill the memory.</summary>
/// <remarks>An XML parser keeps a name, an attribute or a CDATA section whole. So the characters from one <c>&lt;</c>
/// to the next are counted here, before the parser sees them, and within CDATA a <c>&lt;</c> does not end the count.</remarks>
internal sealed class BoundedText(Stream stream, int limit) : TextReader
{
    private readonly StreamReader _reader = new(stream, new UTF8Encoding(true, true), false, 16 * 1024,
        leaveOpen: true);
    private int _run;
    private int _opening;
    private int _brackets;
    private bool _inData;

    public override int Read(char[] buffer, int index, int count)
    {
        int read;
        try
        {
            read = _reader.Read(buffer, index, count);
        }
        catch (DecoderFallbackException)
        {
            throw new MessageFault(IsoRule.EncodingNotUtf8, "bytes that are not UTF-8 follow");
        }

        Watch(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var taken = 1;
            if (_inData) Data(text[0]);
            else if (_opening > 0) Opening(text[0]);
            else
            {
                taken = text.IndexOf('<');
                if (taken >= 0) _opening = 1;
                taken = taken < 0 ? text.Length : taken + 1;
            }

            _run += taken;
            if (_run > limit)
                throw new MessageFault(IsoRule.PieceTooLong,
                    $"one piece of the file is longer than {limit} characters");
            if (_opening == 1) _run = 0;
            text = text[taken..];
        }
    }

    // The state after "<" is 1, after "<!" 2; "<![" begins a section of data.
    private void Opening(char character)
    {
        (_opening, _inData) = (_opening, character) switch
        {
            (1, '!') => (2, false),
            (2, '[') => (0, true),
            _ => (0, false),
        };
    }

    private void Data(char character)
    {
        if (character == '>' && _brackets == 2) _inData = false;
        _brackets = character == ']' ? Math.Min(_brackets + 1, 2) : 0;
    }
}
