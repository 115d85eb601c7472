namespace Onus.Server.Messages;

/// <summary>The desks of a node for messages and statements, where its settings have any.</summary>
internal sealed class MessageDesks
{
    private readonly Lazy<(MessageDesk Messages, StatementDesk Statements)>? _desks;

    public MessageDesks(Node node, ServerSettings settings) => _desks = settings.Messages is { } messages
        ? new(() => (new MessageDesk(node, messages), new StatementDesk(node, messages)))
        : null;

    public MessageDesk Messages => Desks.Messages;

    public StatementDesk Statements => Desks.Statements;

    private (MessageDesk Messages, StatementDesk Statements) Desks => _desks?.Value
        ?? throw new Refused(404, "No messages are taken here", "the node's settings name no products for messages; see docs/api/iso20022.md");
}
