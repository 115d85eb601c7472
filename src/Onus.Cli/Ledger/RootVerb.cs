using System.CommandLine;
using Onus.Core.Formats;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger root</c>: commits to the balances of all accounts, as they are now.</summary>
internal static class RootVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var verb = new Command("root", "Write a state root: an entry that commits to all balances as of now.") { directory };
        verb.SetAction(async (parsed, _) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var written = LedgerFolder.Unwrap(await folder.Engine.RootAsync())!;
            StateRootEntry.TryRead(written.Entry, out var root);
            parsed.Output().WriteLine($"entry {written.Index} commits to {written.Root.BookCount} books after {written.Root.AsOf} entries: root {root!.LedgerRoot}");
            return ExitCode.Done;
        });
        return verb;
    }
}
