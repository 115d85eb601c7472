using System.Security.Cryptography;
using System.Text;
using Onus.Log.Notes;

namespace Onus.Testing;

/// <summary>Keys that are the same in every run.</summary>
public static class TestKeys
{
    /// <summary>The Ed25519 key of a log of that origin; another number, another key.</summary>
    public static Ed25519Signer Log(string origin, int number = 0) => Ed25519Signer.FromSeed(
        origin, SignatureType.Ed25519, SHA256.HashData(Encoding.UTF8.GetBytes($"{origin} {number}")));
}
