using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Log;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Log.Notes;

namespace Onus.Cli.Cases;

/// <summary><c>onus replay</c>: decides a whole log again and compares every entry.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var command = new Command("replay", "Decide a whole log again, entry by entry, and compare every byte.") { directory };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(directory), parsed.Output()));
        return command;
    }

    private static int Run(DirectoryInfo directory, TextWriter output)
    {
        using var log = CaseLog.Open(directory);
        using var ledger = new LedgerState(new LedgerOptions(), log, NoOlderIds.Instance);
        var replay = new LogReplay(log.Origin, new ActorSignatures(), ledger, log);
        Expect(log, replay);
        for (ulong index = 0; index < log.Size; index++)
        {
            log.TryRead(index, out var entry);
            if (!replay.Add(entry)) break;
        }

        if (!replay.Flush()) throw new Refusal($"the log in {directory} does not replay: {replay.Fault}", ExitCode.Refuted);
        output.WriteLine($"{log.Size:N0} entries; {replay.Ledger.Reexecuted:N0} of the ledger and {replay.Reexecuted:N0} of cases decided again, to the same bytes");
        if (replay.Ledger.RootsChecked > 0) output.WriteLine($"{replay.Ledger.RootsChecked:N0} state roots computed again");
        var believed = replay.Ledger.Believed + replay.Believed;
        if (believed > 0) output.WriteLine($"{believed:N0} entries stand on the operator's word: what they answer is not in the log");
        return ExitCode.Done;
    }

    /// <summary>A state root says what was before it: the replay has to know of it in time.</summary>
    private static void Expect(CaseLog log, LogReplay replay)
    {
        for (ulong index = 0; index < log.Size; index++)
            if (log.TryRead(index, out var entry) && StateRootEntry.TryRead(entry, out var root)) replay.Ledger.Expect(root!);
    }

    /// <summary>The whole log is read: there are no ids from before it.</summary>
    private sealed class NoOlderIds : IOlderIds
    {
        public static NoOlderIds Instance { get; } = new();

        public bool TryFind(Onus.Core.Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
