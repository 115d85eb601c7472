namespace Onus.Cli;

/// <summary>What the exit code of every verb says.</summary>
internal static class ExitCode
{
    /// <summary>Done, and everything that was asked for holds.</summary>
    public const int Done = 0;

    /// <summary>Looked at in full, and it does not hold: a damaged log, a product that does not compile, a failed check.</summary>
    public const int Refuted = 1;

    /// <summary>The command line or an input file is wrong; nothing was changed.</summary>
    public const int BadInput = 2;

    /// <summary>A file, a device or a peer could not be read or written.</summary>
    public const int Unavailable = 3;

    /// <summary>A law of the house is broken: the program stopped itself.</summary>
    public const int Broken = 4;
}
