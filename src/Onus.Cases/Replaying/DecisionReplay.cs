using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>What deciding one entry again came to.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Recorded">SHA-256 of its bytes in the log.</param>
/// <param name="Replayed">SHA-256 of the bytes that the state before it leads to; the same where they are equal, nothing where
/// nothing leads to it.</param>
/// <param name="Difference">Where they differ, in words; null where they do not.</param>
public sealed record ReplayedDecision(ulong Entry, Hash256 Recorded, Hash256 Replayed, string? Difference);

/// <summary>Decides one entry of a log again, from the state that the entries before it leave, and compares its bytes.</summary>
/// <remarks>The entries before the command that led to it are folded and believed; from there on everything is decided again,
/// so that what follows a command in the same batch is compared too.</remarks>
public static class DecisionReplay
{
    /// <summary>Decides the entry again.</summary>
    /// <param name="origin">The log's origin, which signed statements name.</param>
    /// <param name="signatures">The cryptography of actors' signatures.</param>
    /// <param name="log">The log.</param>
    /// <param name="size">How many entries it has.</param>
    /// <param name="entry">The entry, smaller than the size.</param>
    public static ReplayedDecision Run(string origin, IActorSignatures signatures, IEntryReader log, ulong size, ulong entry)
    {
        ArgumentNullException.ThrowIfNull(log);
        var (first, end) = (FirstOf(log, entry), entry + 1);

        // What only makes room for an act is made again with it.
        while (end < size && IsFront(Read(log, end - 1))) end++;
        using var ledger = new LedgerState(new LedgerOptions(), log, NoOlderIds.Instance);
        var replay = new LogReplay(origin, signatures, ledger, log);
        for (ulong index = 0; index < first; index++) replay.Believe(Read(log, index));
        for (var index = first; index < end; index++) replay.Add(Read(log, index));
        if (replay.Fault is null) replay.Ledger.Flush();
        var recorded = new Hash256(SHA256.HashData(Read(log, entry).Span));
        var fault = replay.Fault ?? replay.Ledger.Fault;
        var made = fault is null ? recorded : replay.MadeInstead is { } bytes ? new Hash256(SHA256.HashData(bytes)) : default;
        return new ReplayedDecision(entry, recorded, made, fault);
    }

    /// <summary>The first entry of the command that led to an entry: what the node wrote of its own accord follows a command, and
    /// accounts and sealed parts stand before the act that needs them.</summary>
    private static ulong FirstOf(IEntryReader log, ulong entry)
    {
        var first = entry;
        while (first > 0 && IsOwn(Read(log, first))) first--;
        while (first > 0 && IsFront(Read(log, first - 1))) first--;
        return first;
    }

    private static bool IsOwn(ReadOnlyMemory<byte> entry) =>
        EntryEnvelope.IsCbor(entry.Span) && EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Command.IsNone;

    private static bool IsFront(ReadOnlyMemory<byte> entry) => LogReplay.IsFront(entry, EntryHeader.KindOf(entry.Span));

    private static ReadOnlyMemory<byte> Read(IEntryReader log, ulong index)
    {
        Invariant.Holds(log.TryRead(index, out var entry));
        return entry;
    }

    /// <summary>The whole log is read: there are no ids from before it.</summary>
    private sealed class NoOlderIds : IOlderIds
    {
        public static NoOlderIds Instance { get; } = new();

        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
