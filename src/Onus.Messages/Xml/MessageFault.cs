namespace Onus.Messages.Xml;

/// <summary>Stops reading a file; the reader turns it into a refusal of the file, with its place.</summary>
internal sealed class MessageFault(IsoRule rule, string detail) : Exception(detail)
{
    public IsoRule Rule { get; } = rule;
}
