using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Log.Tests.Notes;

/// <summary>Keys that every run makes the same, from the hash of their name.</summary>
internal static class TestKeys
{
    public const string Origin = "onus.example/main";

    public static Ed25519Signer Log(string origin = Origin) =>
        Ed25519Signer.FromSeed(origin, SignatureType.Ed25519, Seed(origin));

    public static Ed25519Signer Witness(string name) =>
        Ed25519Signer.FromSeed(name, SignatureType.CosignatureEd25519, Seed(name));

    public static INoteVerifier Verifier(this INoteSigner signer) => NoteVerifiers.Standard(signer.Key)!;

    public static byte[] Seed(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("test key of " + name));

    public static Hash256 Root(byte n) => new(SHA256.HashData([n]));
}
