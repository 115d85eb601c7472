using System.Xml;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Reads the messages of a file, one transaction at a time; a file of any length takes the same memory but for
/// ids.</summary>
/// <remarks>
/// A file holds one or more <c>Document</c>s, each perhaps after an <c>AppHdr</c>, in any wrapper or none. A
/// transaction is accepted or refused by itself; what is wrong with a message as a whole stands in its
/// <see cref="MessageSummary"/>; what ends the reading stands in <see cref="FileRefusal"/>, and what was read before it
/// stays read. Not safe for two threads.
/// </remarks>
public sealed class MessageReader : IDisposable
{
    private readonly MessageXml _xml;
    private readonly ReadLimits _limits;
    private readonly Fragment _header;
    private readonly Fragment _group;
    private readonly Fragment _transaction;
    private readonly SeenIds _seen = new();
    private readonly List<MessageSummary> _messages = [];
    private readonly IEnumerator<TransactionResult> _walk;
    private BusinessHeader? _businessHeader;
    private long _transactions;

    /// <summary>Reads from a stream, which stays open.</summary>
    public MessageReader(Stream stream, ReadLimits? limits = null)
    {
        _limits = limits ?? new ReadLimits();
        ArgumentOutOfRangeException.ThrowIfLessThan(_limits.MaxRefusals, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_limits.MaxElements, 1);
        _xml = new MessageXml(stream, _limits);
        _header = new Fragment(_limits.MaxElements, _limits.MaxPiece);
        _group = new Fragment(_limits.MaxElements, _limits.MaxPiece);
        _transaction = new Fragment(_limits.MaxElements, _limits.MaxPiece);
        _walk = Walk().GetEnumerator();
    }

    /// <summary>The messages begun so far, in the order of the file.</summary>
    public IReadOnlyList<MessageSummary> Messages => _messages;

    /// <summary>Why the file could not be read to its end, or null.</summary>
    public MessageRefusal? FileRefusal { get; private set; }

    /// <summary>Goes on to the next transaction; null at the end of the file, or where it cannot be read on.</summary>
    public TransactionResult? Read()
    {
        if (FileRefusal is not null) return null;
        try
        {
            return _walk.MoveNext() ? _walk.Current : null;
        }
        catch (XmlException fault)
        {
            // The parser has no code for it; its other sentences begin otherwise.
            var isDocumentType = fault.Message.StartsWith("For security reasons DTD", StringComparison.Ordinal);
            FileRefusal = isDocumentType
                ? RefusalHere(IsoRule.DocumentTypeForbidden, "the file has a document type declaration; leave it out")
                : Refusal(IsoRule.XmlMalformed, Sentence(fault), fault.LineNumber, fault.LinePosition);
        }
        catch (MessageFault fault)
        {
            FileRefusal = RefusalHere(fault.Rule, fault.Message);
        }

        return null;
    }

    /// <summary>All transactions that are left.</summary>
    public IEnumerable<TransactionResult> ReadAll()
    {
        while (Read() is { } result) yield return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _walk.Dispose();
        _xml.Dispose();
    }

    private IEnumerable<TransactionResult> Walk()
    {
        while (_xml.Read(out var kind))
        {
            if (kind != XmlNodeType.Element) continue;
            if (_xml.Name == "AppHdr") _businessHeader = BusinessHeader.Read(_xml, _header, _limits);
            else if (_xml.Name == "Document")
                foreach (var result in ReadDocument()) yield return result;
        }

        if (_messages.Count == 0)
            FileRefusal = RefusalHere(IsoRule.MessageMissing, "there is no Document of ISO 20022 in the file");
    }

    private IEnumerable<TransactionResult> ReadDocument()
    {
        if (_messages.Count == _limits.MaxMessages)
            throw new MessageFault(IsoRule.TooManyTransactions,
                $"the file has more than {_limits.MaxMessages} messages");
        MessageType? type = MessageType.TryFind(_xml.Namespace, out var found) ? found : null;
        var message = new MessageSummary(type, _xml.Namespace, _messages.Count + 1, _xml.Line,
            new Findings(_limits.MaxRefusals));
        _messages.Add(message);
        _businessHeader?.Introduce(message);
        _businessHeader = null;
        if (type is null)
        {
            message.Findings.Add(RefusalHere(IsoRule.MessageUnknown, $"{Shown.Value(_xml.Namespace)} is not read here"));
            _xml.Skip();
            message.IsComplete = true;
            yield break;
        }

        var (depth, isEmpty) = (_xml.Depth, _xml.IsEmpty);
        var stray = false;
        var hasRoot = false;
        while (!isEmpty && _xml.NextChild(depth, ref stray))
        {
            if (hasRoot || _xml.Name != found.Shape.Root || _xml.Namespace != message.Namespace)
            {
                message.Findings.Add(new MessageRefusal(
                    IsoRule.RootUnexpected, $"/Document/{Shown.Name(_xml.Name)}", _xml.Line, _xml.Column,
                    hasRoot ? "the document has a second element" : $"a {found} has {found.Shape.Root} here"));
                _xml.Skip();
                continue;
            }

            hasRoot = true;
            foreach (var result in new MessageWalk(_xml, message, _limits, _header, _group, _transaction, _seen).Walk())
            {
                if (++_transactions > _limits.MaxTransactions)
                    throw new MessageFault(IsoRule.TooManyTransactions,
                        $"the file has more than {_limits.MaxTransactions} transactions");
                message.Count(result);
                yield return result;
            }
        }

        if (!hasRoot && message.Refusals.Count == 0)
            message.Findings.Add(RefusalHere(
                IsoRule.RootUnexpected, $"the document is empty; a {found} has {found.Shape.Root} here"));
        message.IsComplete = true;
    }

    private MessageRefusal RefusalHere(IsoRule rule, string detail) => Refusal(rule, detail, _xml.Line, _xml.Column);

    // Where something ends the reading, the open message says how far it came.
    private MessageRefusal Refusal(IsoRule rule, string detail, int line, int column) =>
        new(rule, _messages.Count > 0 && !_messages[^1].IsComplete ? "/Document" : "/", line, column, detail);

    // The parser's sentence ends with the place, which stands beside it anyway.
    private static string Sentence(XmlException fault)
    {
        var place = fault.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return Shown.Sentence(place < 0 ? fault.Message : fault.Message[..place]);
    }
}
