namespace Onus.Log.Notes;

/// <summary>Makes the signatures of one key, wherever that key is kept: in memory, in a file, in a hardware module.</summary>
public interface INoteSigner
{
    /// <summary>The public half.</summary>
    VerifierKey Key { get; }

    /// <summary>The bytes of one signature, without the key id.</summary>
    int SignatureSize { get; }

    /// <summary>Signs a note text.</summary>
    /// <param name="text">The text with its final LF.</param>
    /// <param name="unixSeconds">The time that a cosignature states; a plain signature carries none and ignores it.</param>
    /// <param name="signature">Receives <see cref="SignatureSize"/> bytes.</param>
    void Sign(ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> signature);
}
