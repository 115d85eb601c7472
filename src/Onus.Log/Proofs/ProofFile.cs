using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Log.Proofs;

/// <summary>What the readers of proofs in CBOR share: bytes of any origin become a proof, or one line that says why not.</summary>
internal static class ProofFile
{
    /// <summary>Reads a proof.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="maxSize">The largest file that is read.</param>
    /// <param name="read">Reads the form; it throws where the bytes have another one.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse<T>(
        ReadOnlyMemory<byte> bytes, int maxSize, Func<CborReader, T> read, [NotNullWhen(true)] out T? proof, [NotNullWhen(false)] out string? error)
        where T : class
    {
        (proof, error) = (null, null);
        if (bytes.Length > maxSize)
        {
            error = $"more than {maxSize} bytes";
            return false;
        }

        try
        {
            proof = read(CborExtensions.NewReader(bytes));
            return true;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
        {
            error = e.Message;
            return false;
        }
    }
}
