using Onus.Core;

namespace Onus.Ledger;

/// <summary>What every request but a transfer begins with.</summary>
/// <param name="Id">The idempotency key, a UUID of version 7.</param>
/// <param name="Trace">The W3C trace id of the request, or none; no part of its content.</param>
/// <param name="Actor">The entry that created the acting principal.</param>
public readonly record struct CommandHead(Id128 Id, Id128 Trace, ulong Actor);
