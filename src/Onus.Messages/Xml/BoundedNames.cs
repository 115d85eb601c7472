using System.Xml;

namespace Onus.Messages.Xml;

/// <summary>The names that a parser remembers, as long as they are no more than all messages together have.</summary>
internal sealed class BoundedNames : XmlNameTable
{
    private const int Limit = 8_192;

    private readonly NameTable _names = new();
    private int _count;

    public override string Add(char[] array, int offset, int length)
    {
        if (_names.Get(array, offset, length) is { } known) return known;
        Count();
        return _names.Add(array, offset, length);
    }

    public override string Add(string array)
    {
        if (_names.Get(array) is { } known) return known;
        Count();
        return _names.Add(array);
    }

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    private void Count()
    {
        if (++_count > Limit)
            throw new MessageFault(IsoRule.TooManyNames, $"the file has more than {Limit} different names");
    }
}
