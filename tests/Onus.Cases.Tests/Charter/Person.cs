using System.Security.Cryptography;
using NSec.Cryptography;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests;

/// <summary>Somebody with a token and a key that are the same in every run, of either algorithm.</summary>
internal sealed class Person : IDisposable
{
    private readonly Key? _ed25519;
    private readonly ECDsa? _p256;

    public Person(byte number, KeyAlgorithm algorithm = KeyAlgorithm.Ed25519)
    {
        Token = new Id128(number);
        Algorithm = algorithm;
        var secret = SHA256.HashData([number]);
        if (algorithm == KeyAlgorithm.Ed25519)
        {
            _ed25519 = Key.Import(SignatureAlgorithm.Ed25519, secret, KeyBlobFormat.RawPrivateKey);
            PublicKey = _ed25519.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        }
        else
        {
            _p256 = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
            PublicKey = _p256.ExportSubjectPublicKeyInfo();
        }
    }

    public Id128 Token { get; }

    public KeyAlgorithm Algorithm { get; }

    public byte[] PublicKey { get; }

    /// <summary>The entry that registered them.</summary>
    public ulong Actor { get; set; }

    /// <summary>The entry that added their key.</summary>
    public ulong KeyEntry { get; set; }

    public Founder AsFounder() => new(Token, Algorithm, PublicKey);

    public byte[] SignBytes(byte[] message) => _ed25519 is not null
        ? SignatureAlgorithm.Ed25519.Sign(_ed25519, message)
        : _p256!.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public byte[] Sign(byte[] statement) => new DecisionSignature(KeyEntry, SignBytes(statement)).ToBytes();

    public void Dispose()
    {
        _ed25519?.Dispose();
        _p256?.Dispose();
    }
}
