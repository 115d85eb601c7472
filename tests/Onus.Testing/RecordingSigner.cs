using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Testing;

/// <summary>A log's key that remembers every checkpoint it ever signed, across restarts, and fails at the second root of one
/// size.</summary>
public sealed class RecordingSigner(INoteSigner inner) : INoteSigner
{
    private readonly Dictionary<ulong, Hash256> _roots = [];

    /// <inheritdoc/>
    public VerifierKey Key => inner.Key;

    /// <inheritdoc/>
    public int SignatureSize => inner.SignatureSize;

    /// <summary>The root that was signed for each size.</summary>
    public IReadOnlyDictionary<ulong, Hash256> Roots => _roots;

    /// <inheritdoc/>
    public void Sign(ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> signature)
    {
        if (!Checkpoint.TryParse(text, out var checkpoint, out var error)) throw new InvalidOperationException(error);
        if (_roots.TryGetValue(checkpoint.Size, out var root) && root != checkpoint.Root)
            throw new InvalidOperationException($"a second root was signed for size {checkpoint.Size}");
        _roots[checkpoint.Size] = checkpoint.Root;
        inner.Sign(text, unixSeconds, signature);
    }
}
