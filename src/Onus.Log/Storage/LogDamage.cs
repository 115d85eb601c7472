namespace Onus.Log.Storage;

/// <summary>What a device did to bytes that it had confirmed.</summary>
public enum LogDamage
{
    /// <summary>The bytes are not the ones that were written.</summary>
    BitRot,

    /// <summary>A file is shorter than what was written to it.</summary>
    Truncated,

    /// <summary>A write or a whole file is not there.</summary>
    Lost,

    /// <summary>The bytes belong to another place: they name another segment or offset.</summary>
    Misdirected,

    /// <summary>The bytes belong to this place, but do not follow what stands before them.</summary>
    Reordered,
}
