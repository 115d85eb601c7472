using System.CommandLine;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench</c>: measures on this machine, and prints what it did.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure on this machine; every figure comes with what it is compared to.")
    {
        BenchCasesCommand.Create(),
        BenchIsoCommand.Create(),
        BenchLedgerCommand.Create(),
        BenchLogCommand.Create(),
        BenchServerCommand.Create(),
    };
}
