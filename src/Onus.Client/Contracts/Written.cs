using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>What every write is answered with once it is durable.</summary>
/// <param name="Outcome">What became of it: <c>Accepted</c>, or <c>Exists</c> where the same command was accepted before.</param>
/// <param name="Index">The entry that records it.</param>
/// <param name="Time">When the log accepted that entry.</param>
/// <param name="Command">The command's id: ask for its receipt by it.</param>
public sealed record Written(string Outcome, ulong Index, LogTime Time, Id128 Command);
