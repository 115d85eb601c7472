using Onus.Core;

namespace Onus.Client;

/// <summary>The node did not answer in time. A read may be asked again; of a write it is not known whether it happened: ask again
/// with the same command id, and the answer is exact.</summary>
public sealed class OnusUnavailable : Exception
{
    internal OnusUnavailable(string message, Id128? command, Exception? inner = null)
        : base(message, inner)
    {
        Command = command;
    }

    /// <summary>The command's id, to be used again; null for a read.</summary>
    public Id128? Command { get; }
}
