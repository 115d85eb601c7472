using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>ISO 20022 messages.</summary>
public sealed class MessagesClient
{
    private const string Xml = "application/xml";

    private readonly ApiTransport _transport;

    internal MessagesClient(ApiTransport transport) => _transport = transport;

    /// <summary>Takes in payments and recalls: pacs.008, pain.001, pacs.004, camt.056 and what else the node reads.</summary>
    /// <returns>What became of each message of the file.</returns>
    public Task<IReadOnlyList<MessageAnswer>> SendAsync(ReadOnlyMemory<byte> message, Id128? command = null, CancellationToken cancellation = default) =>
        PostAsync("/v1/messages", message, command, cancellation);

    /// <summary>Takes in an account statement (camt.053, camt.054): every difference against the ledger becomes a case.</summary>
    /// <returns>What became of each message of the file.</returns>
    public Task<IReadOnlyList<MessageAnswer>> SendStatementAsync(ReadOnlyMemory<byte> message, Id128? command = null, CancellationToken cancellation = default) =>
        PostAsync("/v1/statements", message, command, cancellation);

    private Task<IReadOnlyList<MessageAnswer>> PostAsync(string path, ReadOnlyMemory<byte> message, Id128? command, CancellationToken cancellation) =>
        _transport.AskAsync<IReadOnlyList<MessageAnswer>>(
            new ApiRequest(HttpMethod.Post, path) { Body = message, ContentType = Xml, Command = _transport.Command(command) }, cancellation);
}
