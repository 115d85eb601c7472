using System.Formats.Tar;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Engine.Vault;

namespace Onus.Engine.Copies;

/// <summary>The key files of a node in one file that is sealed under a passphrase: magic (8), a key sealed under the passphrase
/// (88, docs/formats/vault.md), nonce (12), the files as a tar archive under that key, tag (16).</summary>
/// <remarks>Apart from every backup of the log: what is destroyed in the vault comes back from an archive that was made before,
/// so an archive has a last day, and only when the last one is gone is a plaintext destroyed.</remarks>
public static class KeyArchive
{
    private const int NonceSize = 12, TagSize = 16;
    private const int KeyAt = 8, NonceAt = KeyAt + MasterKey.SealedSize, BodyAt = NonceAt + NonceSize;

    private static ReadOnlySpan<byte> Magic => "onuska01"u8;

    /// <summary>Seals files.</summary>
    /// <param name="files">The files, by their names in the node's folder.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="entropy">Where key, salt and nonces come from.</param>
    public static byte[] Seal(IReadOnlyList<(string Name, byte[] Bytes)> files, string passphrase, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(entropy);
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(bytes), Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        var plain = stream.ToArray();
        using var key = MasterKey.Generate(entropy);
        var sealedFiles = new byte[BodyAt + plain.Length + TagSize];
        Magic.CopyTo(sealedFiles);
        key.Seal(passphrase, entropy).CopyTo(sealedFiles, KeyAt);
        entropy.Fill(sealedFiles.AsSpan(NonceAt, NonceSize));
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(
            sealedFiles.AsSpan(NonceAt, NonceSize), plain, sealedFiles.AsSpan(BodyAt, plain.Length), sealedFiles.AsSpan(BodyAt + plain.Length),
            sealedFiles.AsSpan(0, NonceAt));
        CryptographicOperations.ZeroMemory(plain);
        return sealedFiles;
    }

    /// <summary>Opens an archive.</summary>
    /// <returns>The files, or null where this is no archive, it was changed, or the passphrase is another.</returns>
    public static IReadOnlyList<(string Name, byte[] Bytes)>? TryOpen(ReadOnlySpan<byte> archive, string passphrase)
    {
        if (archive.Length < BodyAt + TagSize || !archive.StartsWith(Magic)) return null;
        using var key = MasterKey.TryUnseal(archive[KeyAt..NonceAt], passphrase);
        if (key is null) return null;
        var plain = new byte[archive.Length - BodyAt - TagSize];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagSize);
            aes.Decrypt(archive[NonceAt..BodyAt], archive[BodyAt..^TagSize], archive[^TagSize..], plain, archive[..NonceAt]);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        var files = new List<(string, byte[])>();
        using var tar = new TarReader(new MemoryStream(plain));
        while (tar.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            files.Add((entry.Name, bytes.ToArray()));
        }

        return files;
    }
}
