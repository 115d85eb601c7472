using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A proposal came to nothing. Body: <c>[proposal, end]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Proposal">The entry that proposed.</param>
/// <param name="End">How it ended.</param>
public sealed record ProposalEnded(
    EntryEnvelope Envelope,
    ulong Proposal,
    ProposalEnd End)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ProposalEnded? read) =>
        EntryCodec.TryRead(entry, EntryKind.ProposalEnded, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ProposalEnded Body(CborArchive a, EntryEnvelope envelope, ProposalEnded? v) =>
        a.Record(2, () => new ProposalEnded(
            envelope,
            a.ULong(v?.Proposal ?? 0),
            a.Word(v?.End ?? ProposalEnd.Withdrawn)));
}

/// <summary>How a proposal came to nothing.</summary>
public enum ProposalEnd : byte
{
    /// <summary>Who proposed it took it back.</summary>
    Withdrawn = 1,

    /// <summary>Somebody else who could have seconded it dismissed it.</summary>
    Dismissed = 2,

    /// <summary>Nobody seconded it in time.</summary>
    Lapsed = 3,
}
