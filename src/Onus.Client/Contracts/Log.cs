using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>An entry of the log with the proof that it is there.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Entry">Its bytes, base64.</param>
/// <param name="Leaf">Its leaf hash (RFC 6962).</param>
/// <param name="Proof">The C2SP tlog-proof that leads to the log's newest signed checkpoint, as text.</param>
public sealed record LogEntryView(ulong Index, string Kind, LogTime Time, string Entry, Hash256 Leaf, string Proof);

/// <summary>The proof that the log of one size begins with the log of another (RFC 6962).</summary>
/// <param name="From">The smaller size.</param>
/// <param name="To">The larger size.</param>
/// <param name="FromRoot">The root of the smaller.</param>
/// <param name="ToRoot">The root of the larger.</param>
/// <param name="Proof">The hashes of the proof.</param>
public sealed record ConsistencyView(ulong From, ulong To, Hash256 FromRoot, Hash256 ToRoot, IReadOnlyList<Hash256> Proof);
