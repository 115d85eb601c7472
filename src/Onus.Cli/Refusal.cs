namespace Onus.Cli;

/// <summary>Ends a verb with one line on standard error (what, where, what to do) and a non-zero exit code.</summary>
internal sealed class Refusal(string message, int exitCode = ExitCode.BadInput) : Exception(message)
{
    /// <summary>The exit code of the process.</summary>
    public int ExitCode { get; } = exitCode;
}
