using System.Diagnostics.CodeAnalysis;

namespace Onus.Log.Notes;

/// <summary>A note whose text is a checkpoint. The checkpoint is a claim until the note's signatures are verified.</summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(SignedNote note, Checkpoint checkpoint)
    {
        Note = note;
        Checkpoint = checkpoint;
    }

    /// <summary>The note with all its signatures.</summary>
    public SignedNote Note { get; }

    /// <summary>What the note's text says.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Reads a signed checkpoint.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedCheckpoint? signed, [NotNullWhen(false)] out string? error)
    {
        signed = null;
        if (!SignedNote.TryParse(bytes, out var note, out error)) return false;
        if (!Checkpoint.TryParse(note.Text, out var checkpoint, out error)) return false;
        signed = new SignedCheckpoint(note, checkpoint);
        return true;
    }

    /// <summary>Reads a signed checkpoint.</summary>
    /// <exception cref="FormatException">The bytes are none; the message says why.</exception>
    public static SignedCheckpoint Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var signed, out var error) ? signed : throw new FormatException(error);

    /// <summary>The same checkpoint with further signatures below the present ones.</summary>
    public SignedCheckpoint With(IEnumerable<NoteSignature> signatures) => new(Note.With(signatures), Checkpoint);

    /// <summary>The note as bytes.</summary>
    public byte[] ToBytes() => Note.ToBytes();

    /// <summary>The note as text.</summary>
    public override string ToString() => Note.ToString();
}
