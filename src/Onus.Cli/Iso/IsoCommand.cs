using System.CommandLine;

namespace Onus.Cli.Iso;

/// <summary><c>onus iso</c>: payment messages of ISO 20022, without a node.</summary>
internal static class IsoCommand
{
    public static Command Create() => new("iso", "Work with payment messages of ISO 20022: check files, make examples.")
    {
        CheckMessagesCommand.Create(),
        ExampleCommand.Create(),
    };
}
