namespace Onus.Verify;

/// <summary>What the exit code of every verb says.</summary>
internal enum ExitCode
{
    /// <summary>What was asked is proven, as far as the given keys and policy go.</summary>
    Proven = 0,

    /// <summary>Looked at in full, and it does not hold: forged, damaged, another entry, or too few witnesses.</summary>
    Refuted = 1,

    /// <summary>The command line is wrong, or a file is not what it should be.</summary>
    BadInput = 2,

    /// <summary>A file or a server could not be read.</summary>
    Unavailable = 3,

    /// <summary>The verifier stopped itself.</summary>
    Broken = 4,

    /// <summary>Nothing is refuted, and nothing is proven: no key was given, so the evidence agrees only with itself.</summary>
    SelfConsistent = 5,
}
