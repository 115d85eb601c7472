using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Witness.Protocol;

/// <summary>The body of a request to cosign (C2SP tlog-witness, add-checkpoint): what the witness saw last, a proof that the
/// log only grew since, and the new checkpoint.</summary>
public sealed class AddCheckpointRequest
{
    /// <summary>The most hashes of a consistency proof.</summary>
    public const int MaxHashes = 63;

    /// <summary>The largest body in bytes that is read.</summary>
    public const int MaxSize = 512 * 1024;

    private readonly Hash256[] _proof;

    /// <summary>The request of these parts.</summary>
    /// <param name="oldSize">The size that the witness cosigned last; 0 for never.</param>
    /// <param name="proof">The consistency proof from there; empty from 0.</param>
    /// <param name="checkpoint">The new checkpoint, signed by the log.</param>
    public AddCheckpointRequest(ulong oldSize, ReadOnlySpan<Hash256> proof, SignedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (proof.Length > MaxHashes) throw new ArgumentException($"{proof.Length} hashes", nameof(proof));
        OldSize = oldSize;
        _proof = proof.ToArray();
        Checkpoint = checkpoint;
    }

    /// <summary>The size that the witness cosigned last, as the client believes.</summary>
    public ulong OldSize { get; }

    /// <summary>The consistency proof from the old size to the checkpoint's.</summary>
    public ReadOnlySpan<Hash256> Proof => _proof;

    /// <summary>The new checkpoint.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Reads a body.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request, [NotNullWhen(false)] out string? error)
    {
        error = Read(body, out request);
        return error is null;
    }

    /// <summary>The body as bytes.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"old {OldSize}\n");
        foreach (ref readonly var hash in _proof.AsSpan()) text.Append(Convert.ToBase64String(hash.Bytes)).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Checkpoint.ToString()).ToString());
    }

    private static string? Read(ReadOnlySpan<byte> rest, out AddCheckpointRequest? request)
    {
        request = null;
        if (rest.Length > MaxSize) return $"a body of more than {MaxSize} bytes";
        if (!Lines.Take(ref rest, out var line) || !line.StartsWith("old "u8) || !StrictDecimal.TryParse(line[4..], out var oldSize))
        {
            return "the first line is not 'old <size>'";
        }

        var proof = new List<Hash256>();
        while (true)
        {
            if (!Lines.Take(ref rest, out line)) return "no empty line before the checkpoint";
            if (line.IsEmpty) break;
            if (proof.Count == MaxHashes) return $"more than {MaxHashes} hashes";
            if (!StrictBase64.TryDecodeHash(line, out var hash)) return $"hash {proof.Count + 1} is not base64 of 32 bytes";
            proof.Add(hash);
        }

        if (!SignedCheckpoint.TryParse(rest, out var checkpoint, out var error)) return $"the checkpoint: {error}";
        request = new AddCheckpointRequest(oldSize, proof.ToArray(), checkpoint);
        return null;
    }
}
