namespace Onus.Log.Notes;

/// <summary>The algorithm of a note signature, as its verifier key and key id name it (C2SP signed-note, "Signature
/// types").</summary>
public enum SignatureType : byte
{
    /// <summary>Ed25519 over the note text: what a log signs its checkpoints with.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over the note text and a time: a witness's cosignature/v1 (C2SP tlog-cosignature).</summary>
    CosignatureEd25519 = 0x04,

    /// <summary>ML-DSA-44 over origin, size, root, the cosigner's name and a time (C2SP tlog-cosignature).</summary>
    CosignatureMlDsa44 = 0x06,
}
