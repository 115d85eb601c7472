namespace Onus.Verify;

/// <summary>Ends a verb with one line on standard error: what, where, what to do.</summary>
internal sealed class Refusal(string message, ExitCode exitCode = ExitCode.BadInput) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;
}
