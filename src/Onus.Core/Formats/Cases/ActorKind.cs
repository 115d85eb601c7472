namespace Onus.Core.Formats;

/// <summary>What an actor is.</summary>
public enum ActorKind : byte
{
    /// <summary>A natural person; known to the log by a random token only.</summary>
    Person,

    /// <summary>A program.</summary>
    Service,

    /// <summary>A legal entity.</summary>
    Entity,
}

/// <summary>How an actor's key signs.</summary>
public enum KeyAlgorithm : byte
{
    /// <summary>Ed25519 (RFC 8032); 32 bytes of public key, 64 of signature.</summary>
    Ed25519 = 1,

    /// <summary>ECDSA over P-256 with SHA-256; SubjectPublicKeyInfo, and r || s of 64 bytes.</summary>
    EcdsaP256 = 2,
}
