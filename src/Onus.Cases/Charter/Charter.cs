using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>An act of the charter that waits for a second person.</summary>
/// <param name="Entry">The entry that proposed it: its name in the log.</param>
/// <param name="Actor">Who proposed it.</param>
/// <param name="Due">From when on nobody can second it any more.</param>
/// <param name="Act">The act.</param>
public sealed record Proposal(ulong Entry, ulong Actor, LogTime Due, CharterAct Act);

/// <summary>How the node itself is governed: who founded it, its key, what waits for a second person, its actors and its
/// products. A fold that decides nothing.</summary>
public sealed class Charter
{
    /// <summary>The most proposals that wait at once.</summary>
    public const int MaxProposals = 1_000;

    private readonly SortedDictionary<ulong, Proposal> _proposals = [];
    private readonly HashSet<(ulong Case, Hash256 Commitment)> _permits = [];

    /// <summary>A node that nobody has founded.</summary>
    /// <param name="entries">Where entries are read back: the log, with the batches on their way into it.</param>
    public Charter(IEntryReader entries)
    {
        Entries = new EntrySource(entries);
        Registry = new Registry();
        Products = new ProductRegister(Entries);
    }

    private Charter(EntrySource entries, Registry registry, ProductRegister products)
    {
        Entries = entries;
        Registry = registry;
        Products = products;
    }

    /// <summary>Actors, keys and authorities.</summary>
    public Registry Registry { get; }

    /// <summary>Products, texts and calendars.</summary>
    public ProductRegister Products { get; }

    /// <summary>Whether the log was founded.</summary>
    public bool IsFounded { get; private set; }

    /// <summary>The log's origin; empty before the founding.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>The Ed25519 key that the log signs with; empty before the founding.</summary>
    public ImmutableArray<byte> LogKey { get; private set; } = [];

    /// <summary>Whether acts of the charter need the actors' own signatures.</summary>
    public bool Signed { get; private set; }

    /// <summary>Whether one person may do what else takes two.</summary>
    public bool Alone { get; private set; }

    /// <summary>The restore whose loss nobody has accepted yet; null where there is none.</summary>
    public ulong? UnacceptedLoss { get; private set; }

    /// <summary>What waits for a second person, the oldest first.</summary>
    public IReadOnlyCollection<Proposal> Proposals => _proposals.Values;

    /// <summary>When the next proposal lapses; null where none waits. All wait equally long, so it is the oldest.</summary>
    public LogTime? NextDue => _proposals.Count == 0 ? null : _proposals.First().Value.Due;

    internal EntrySource Entries { get; }

    /// <summary>The proposal that an entry made, while it waits.</summary>
    public bool TryGetProposal(ulong entry, [NotNullWhen(true)] out Proposal? proposal) =>
        _proposals.TryGetValue(entry, out proposal);

    /// <summary>Whether a plaintext may be destroyed before its time.</summary>
    public bool PermitsDestruction(ulong @case, Hash256 commitment) => _permits.Contains((@case, commitment));

    /// <summary>What somebody who asks for an act now does: it takes effect, or waits for a second person.</summary>
    public CharterVerb VerbFor(CharterAct act) =>
        Alone || CharterOffice.IsRoutine(act, Registry) ? CharterVerb.Do : CharterVerb.Propose;

    /// <summary>Exactly what an actor signs.</summary>
    /// <param name="command">The id of the command that carries the signature.</param>
    /// <param name="verb">What the actor does.</param>
    /// <param name="proposal">The entry that is seconded; 0 otherwise.</param>
    /// <param name="act">The act.</param>
    public CharterStatement StatementOf(Id128 command, CharterVerb verb, ulong proposal, CharterAct act) =>
        new(act is AcceptLoss loss ? loss.Origin : Origin, command, verb, proposal, act);

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is an entry of the charter; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.Genesis:
                Invariant.Holds(GenesisEntry.TryRead(entry, out var genesis) && !IsFounded);
                Found(genesis!);
                return true;
            case EntryKind.Restored:
                Invariant.Holds(RestoredEntry.TryRead(entry, out var restored));
                if (IsFounded) UnacceptedLoss = restored!.Envelope.Index;
                return true;
            case EntryKind.Proposed:
                Invariant.Holds(Proposed.TryRead(entry, out var proposed));
                Wait(proposed!);
                return true;
            case EntryKind.ProposalEnded:
                Invariant.Holds(ProposalEnded.TryRead(entry, out var ended));
                Invariant.Holds(_proposals.Remove(ended!.Proposal));
                return true;
            case EntryKind.CharterRefused:
                return true;
            case EntryKind.Chunk:
                return Products.Apply(entry);
            default:
                return TakeEffect(entry);
        }
    }

    /// <summary>All of it as canonical bytes: the same after the same entries.</summary>
    public byte[] ToSnapshot()
    {
        var writer = CborExtensions.NewWriter();
        Layout(new CborArchive(writer), writing: true);
        return writer.Encode();
    }

    /// <summary>The charter that <see cref="ToSnapshot"/> wrote; texts and proposals are read from the log again.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such snapshot.</exception>
    public static Charter FromSnapshot(ReadOnlyMemory<byte> snapshot, IEntryReader entries)
    {
        var reader = CborExtensions.NewReader(snapshot);
        var staged = new EntrySource(entries);
        try
        {
            reader.ExpectArray(3);
            var registry = Registry.FromSnapshot(reader.ReadByteString());
            var products = ProductRegister.FromSnapshot(reader.ReadByteString(), staged);
            var charter = new Charter(staged, registry, products);
            charter.OwnLayout(new CborArchive(reader), writing: false);
            reader.ReadEndArray();
            return reader.BytesRemaining == 0 ? charter : throw new InvalidDataException("bytes follow the charter");
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or InvariantViolation
            or OverflowException or FormatException)
        {
            throw new InvalidDataException($"not a snapshot of the charter: {e.Message}", e);
        }
    }

    private void Layout(CborArchive a, bool writing) => a.Record(3, () =>
    {
        a.Bytes(Registry.ToSnapshot());
        a.Bytes(Products.ToSnapshot());
        return OwnLayout(a, writing);
    });

    private bool OwnLayout(CborArchive a, bool writing) => a.Record(8, () =>
    {
        IsFounded = a.Flag(IsFounded);
        Origin = a.Text(Origin);
        LogKey = [.. a.Bytes(LogKey.AsMemory()).Span];
        Signed = a.Flag(Signed);
        Alone = a.Flag(Alone);
        UnacceptedLoss = a.Maybe(UnacceptedLoss, a.ULong);
        a.List<ulong>(writing ? [.. _proposals.Keys] : [], known =>
        {
            var entry = a.ULong(known);
            if (writing) return entry;
            Invariant.Holds(Entries.TryRead(entry, out var bytes));
            Invariant.Holds(Proposed.TryRead(bytes, out var proposed));
            Wait(proposed!);
            return entry;
        });
        a.List<(ulong Case, Hash256 Commitment)>(writing ? [.. _permits.Order()] : [], known => a.Record(2, () =>
        {
            var permit = (a.ULong(known.Case), a.Hash(known.Commitment));
            if (!writing) _permits.Add(permit);
            return permit;
        }));
        return true;
    });

    private void Found(GenesisEntry genesis)
    {
        IsFounded = true;
        (Origin, LogKey) = (genesis.Origin, [.. genesis.LogKey.Span]);
        (Signed, Alone) = (genesis.Signed, genesis.Alone);
    }

    private void Wait(Proposed proposed) => _proposals.Add(
        proposed.Envelope.Index,
        new Proposal(proposed.Envelope.Index, proposed.Envelope.Actor, proposed.Due, proposed.Act));

    private bool TakeEffect(ReadOnlyMemory<byte> entry)
    {
        if (!CharterEffect.IsOf(EntryHeader.KindOf(entry.Span))) return false;
        Invariant.Holds(CharterEffect.TryRead(entry, out var effect));
        if (!Registry.Apply(entry)) Products.Apply(entry);
        switch (effect.Act)
        {
            case RotateLogKey rotate:
                Invariant.Holds(LogKey.AsSpan().SequenceEqual(rotate.Old.Span));
                LogKey = [.. rotate.New.Span];
                break;
            case AcceptLoss loss:
                Invariant.Holds(UnacceptedLoss == loss.Restored);
                (UnacceptedLoss, Origin, LogKey) = (null, loss.Origin, [.. loss.LogKey.Span]);
                break;
            case PermitDestruction permit:
                Invariant.Holds(_permits.Add((permit.Case, permit.Commitment)));
                break;
        }

        if (effect.Warrant.Kind == WarrantKind.Seconded) Invariant.Holds(_proposals.Remove(effect.Warrant.Proposal));
        return true;
    }
}
