using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Onus.Messages;

/// <summary>Which ids a file has had so far: 16 bytes of a hash for each, so that a long file does not fill the
/// memory.</summary>
internal sealed class SeenIds
{
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Takes an id; false where it was there before.</summary>
    /// <param name="scope">What kind of id it is, and where it has to be the only one.</param>
    /// <param name="id">The id.</param>
    public bool Add(string scope, string id)
    {
        // Longer ids were refused by then; what is left fits.
        Span<byte> text = stackalloc byte[512];
        var length = Encoding.UTF8.GetBytes(scope, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(id, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return _seen.Add(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
