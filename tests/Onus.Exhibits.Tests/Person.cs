using System.Security.Cryptography;
using NSec.Cryptography;
using Onus.Core.Formats;

namespace Onus.Exhibits.Tests;

/// <summary>An actor of the log with a key of their own.</summary>
internal sealed class Person : IDisposable
{
    private readonly Key? _ed25519;
    private readonly ECDsa? _p256;

    public Person(ulong actor, KeyAlgorithm algorithm, byte seed)
    {
        Actor = actor;
        Algorithm = algorithm;
        if (algorithm == KeyAlgorithm.Ed25519) _ed25519 = Key.Import(SignatureAlgorithm.Ed25519, SHA256.HashData([seed]), KeyBlobFormat.RawPrivateKey);
        else _p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    /// <summary>The entry that registered them.</summary>
    public ulong Actor { get; }

    public KeyAlgorithm Algorithm { get; }

    /// <summary>The entry that added their key.</summary>
    public ulong KeyEntry { get; set; }

    public byte[] PublicKey => _ed25519?.PublicKey.Export(KeyBlobFormat.RawPublicKey) ?? _p256!.ExportSubjectPublicKeyInfo();

    public byte[] Sign(DecisionStatement statement)
    {
        var bytes = statement.ToBytes();
        var signature = _ed25519 is not null ? SignatureAlgorithm.Ed25519.Sign(_ed25519, bytes) : _p256!.SignData(bytes, HashAlgorithmName.SHA256);
        return new DecisionSignature(KeyEntry, signature).ToBytes();
    }

    public void Dispose()
    {
        _ed25519?.Dispose();
        _p256?.Dispose();
    }
}
