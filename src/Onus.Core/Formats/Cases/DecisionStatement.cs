using System.Collections.Immutable;

namespace Onus.Core.Formats;

/// <summary>What somebody does by signing a statement.</summary>
public enum DecisionVerb : byte
{
    /// <summary>Opens a case.</summary>
    Open,

    /// <summary>Takes a step, or appeals.</summary>
    Take,

    /// <summary>Approves a step that a quorum decides.</summary>
    Approve,

    /// <summary>Grants a request.</summary>
    Grant,

    /// <summary>Refuses a request.</summary>
    Refuse,
}

/// <summary>A fact as a signer stated it.</summary>
/// <param name="Name">The fact's name.</param>
/// <param name="Given">Its place in the product, and its value or commitment.</param>
public readonly record struct StatedFact(string Name, FactGiven Given);

/// <summary>Evidence as a signer stated it.</summary>
/// <param name="Name">The kind's name.</param>
/// <param name="Filed">The kind's place in the product, and the commitment.</param>
public readonly record struct StatedEvidence(string Name, EvidenceFiled Filed);

/// <summary>Exactly what a person signs when they decide in a case: canonical bytes that mean one decision, of one case as it
/// stood, in one log.</summary>
/// <remarks>Deterministic CBOR that begins with <see cref="Domain"/>, so that no signature over anything else can be taken for
/// one. docs/formats/statement-of-decision.md has the layout and vectors.</remarks>
public sealed record DecisionStatement
{
    /// <summary>The first field of the bytes: what kind of thing is signed, and its version.</summary>
    public const string Domain = "onus/decision/v1";

    /// <summary>The most bytes of a statement that is read.</summary>
    public const int MaxSize = EntryEnvelope.MaxEntrySize;

    /// <summary>The origin of the log.</summary>
    public required string Origin { get; init; }

    /// <summary>The id of the command that carries the decision.</summary>
    public required Id128 Command { get; init; }

    /// <summary>SHA-256 of the compiled product.</summary>
    public required Hash256 Product { get; init; }

    /// <summary>What the signer does.</summary>
    public required DecisionVerb Verb { get; init; }

    /// <summary>The case, by the entry that opened it; 0 where it is about to be opened.</summary>
    public required ulong Case { get; init; }

    /// <summary>The head of the case that the signer was shown; 0 where it is about to be opened.</summary>
    public required ulong HeadSeen { get; init; }

    /// <summary>The request that is answered, by the entry that asked; 0 for none.</summary>
    public ulong Request { get; init; }

    /// <summary>The step, by its place in the product; -1 where a case is opened.</summary>
    public required int Step { get; init; }

    /// <summary>The step's name; the product's where a case is opened.</summary>
    public required string StepName { get; init; }

    /// <summary>The authority, or the party, that the signer acts as.</summary>
    public required string As { get; init; }

    /// <summary>The outside authority whose act the signer records; empty for none.</summary>
    public string RecordedFor { get; init; } = "";

    /// <summary>The facts that the signer gives.</summary>
    public ImmutableArray<StatedFact> Facts { get; init; } = [];

    /// <summary>The evidence that the signer files.</summary>
    public ImmutableArray<StatedEvidence> Evidence { get; init; } = [];

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Layout(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>Reads the bytes; false for whatever <see cref="ToBytes"/> would not have written.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out DecisionStatement? statement)
    {
        statement = null;
        return bytes.Length <= MaxSize
            && EntryCodec.TryReadValue(bytes, static reader => Layout(new CborArchive(reader), null), out statement);
    }

    private static DecisionStatement Layout(CborArchive a, DecisionStatement? v) => a.Record(14, () =>
    {
        if (a.Text(Domain) != Domain) throw new System.Formats.Cbor.CborContentException("another statement");
        return new DecisionStatement
        {
            Origin = a.Text(v?.Origin ?? ""),
            Command = a.Id(v?.Command ?? default),
            Product = a.Hash(v?.Product ?? default),
            Verb = a.Word(v?.Verb ?? default),
            Case = a.ULong(v?.Case ?? 0),
            HeadSeen = a.ULong(v?.HeadSeen ?? 0),
            Request = a.ULong(v?.Request ?? 0),
            Step = a.Int(v?.Step ?? 0),
            StepName = a.Text(v?.StepName ?? ""),
            As = a.Text(v?.As ?? ""),
            RecordedFor = a.Text(v?.RecordedFor ?? ""),
            Facts = a.List(v?.Facts ?? [], f => a.Record(2, () => new StatedFact(a.Text(f.Name ?? ""), FactGiven.Of(a, f.Given)))),
            Evidence = a.List(v?.Evidence ?? [], e => a.Record(2, () =>
                new StatedEvidence(a.Text(e.Name ?? ""), EvidenceFiled.Of(a, e.Filed)))),
        };
    });
}
