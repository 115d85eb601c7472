namespace Onus.Core;

/// <summary>The ways in which many messages can be hashed; all give the same hashes.</summary>
public enum Sha256Path
{
    /// <summary>The platform's SHA-256, one message after another.</summary>
    Platform,

    /// <summary>The Arm SHA-256 instructions, one message after another.</summary>
    Arm,

    /// <summary>Four messages side by side in 128-bit vectors (SSSE3, or Arm AdvSIMD).</summary>
    FourLanes,

    /// <summary>Eight messages side by side in 256-bit vectors (AVX2).</summary>
    EightLanes,

    /// <summary>Sixteen messages side by side in 512-bit vectors (AVX-512 F and BW).</summary>
    SixteenLanes,
}
