using System.Text;
using Onus.Core;

namespace Onus.Log.Notes;

/// <summary>Signs the checkpoints of one log, one after the other, into buffers of the caller.</summary>
/// <remarks>It never signs a smaller size, nor a second root for the same size: that would be a split view in the log's own
/// hand. Writing allocates nothing with keys in memory. Not two threads at once.</remarks>
public sealed class CheckpointSigner
{
    private readonly INoteSigner[] _signers;
    private readonly byte[] _origin;
    private ulong _size;
    private Hash256 _root = Hash256.EmptyRoot;

    /// <summary>The signer of a log's checkpoints.</summary>
    /// <param name="origin">The log's origin.</param>
    /// <param name="signers">The log's keys; one signature line each, in this order. Each is named as the origin.</param>
    /// <exception cref="ArgumentException">No key, a key of another name, or an origin that is no key name.</exception>
    public CheckpointSigner(string origin, params IReadOnlyList<INoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(signers);
        if (!KeyName.IsValid(origin)) throw new ArgumentException($"not an origin: '{origin}'", nameof(origin));
        if (signers.Count == 0) throw new ArgumentException("a checkpoint without a key", nameof(signers));
        if (signers.Any(signer => signer.Key.Name != origin))
        {
            throw new ArgumentException($"a log's keys bear its origin as their name: '{origin}'", nameof(signers));
        }

        Origin = origin;
        _origin = Encoding.UTF8.GetBytes(origin);
        _signers = [.. signers];
        MaxSize = Checkpoint.MaxTextSize + 1 + signers.Sum(NoteSignature.MaxLineSize);
    }

    /// <summary>The log's origin.</summary>
    public string Origin { get; }

    /// <summary>The most bytes that <see cref="Write"/> writes.</summary>
    public int MaxSize { get; }

    /// <summary>Signs a checkpoint and writes the note.</summary>
    /// <param name="size">The log's size; never below the last one.</param>
    /// <param name="root">The root at that size.</param>
    /// <param name="unixSeconds">The time, for keys whose signatures state one.</param>
    /// <param name="note">Receives the note; <see cref="MaxSize"/> bytes are always enough.</param>
    /// <returns>The note's length in bytes.</returns>
    public int Write(ulong size, in Hash256 root, ulong unixSeconds, Span<byte> note)
    {
        Invariant.Holds(size > _size || (size == _size && (root == _root || size == 0)));
        Invariant.Holds(size != 0 || root == Hash256.EmptyRoot);
        _size = size;
        _root = root;

        var length = Checkpoint.Write(_origin, size, root, note);
        var text = note[..length];
        note[length++] = (byte)'\n';
        foreach (var signer in _signers) length += NoteSignature.WriteLine(signer, text, unixSeconds, note[length..]);
        return length;
    }

    /// <summary>Signs a checkpoint.</summary>
    /// <inheritdoc cref="Write"/>
    public SignedCheckpoint Sign(ulong size, in Hash256 root, ulong unixSeconds)
    {
        var note = new byte[MaxSize];
        return SignedCheckpoint.Parse(note.AsSpan(0, Write(size, root, unixSeconds, note)));
    }
}
