namespace Onus.Cases;

/// <summary>A bug that the cases have on purpose, so that the simulator can be seen to find it; none outside its tests.</summary>
internal enum CaseFault : byte
{
    /// <summary>No bug.</summary>
    None,

    /// <summary>Decides for people who saw an older head.</summary>
    IgnoresTheHead,
}
