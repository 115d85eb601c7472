using System.Collections.Concurrent;

namespace Onus.Server.Messages;

/// <summary>The desks of a node for messages and statements, one for each actor that sends some, where its settings have any.</summary>
internal sealed class MessageDesks(Node node, ServerSettings settings)
{
    private readonly ConcurrentDictionary<ulong, MessageDesk> _messages = [];
    private readonly ConcurrentDictionary<ulong, StatementDesk> _statements = [];

    private MessageSettings Settings => settings.Messages
        ?? throw new Refused(404, "No messages are taken here", "the node's settings name no products for messages; see docs/api/iso20022.md");

    public MessageDesk Messages(ulong actor) => _messages.GetOrAdd(actor, static (desk, at) => new MessageDesk(at.node, at.Settings, desk), (node, Settings));

    public StatementDesk Statements(ulong actor) => _statements.GetOrAdd(actor, static (desk, at) => new StatementDesk(at.node, at.Settings, desk), (node, Settings));
}
