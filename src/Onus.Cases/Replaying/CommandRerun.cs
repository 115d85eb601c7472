using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Replaying;

/// <summary>What became of running again what an entry answers.</summary>
internal enum Rerun
{
    /// <summary>It ran: the batch holds what it writes.</summary>
    Ran,

    /// <summary>What it answers is not in the log; it was folded.</summary>
    Believed,

    /// <summary>Nothing leads to it.</summary>
    Refuted,
}

/// <summary>Runs again what an entry answers: a command of a case or of the charter, or a clock that ran out.</summary>
internal sealed class CommandRerun(CasesState state, IEntryReader log)
{
    // Entries of one batch are nanoseconds apart: one this much later than something due came after it all the same.
    private const ulong MostDelay = LogTime.NanosecondsPerSecond;

    private readonly CharterCommands _charter = new(state, log);

    public bool TakesUnasked { get; set; }

    /// <summary>Runs what the entry answers.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="clock">The time of the first entry that it led to.</param>
    /// <param name="batch">Where its entries go.</param>
    /// <param name="why">Why nothing leads to it.</param>
    public Rerun Run(ReadOnlyMemory<byte> entry, LogTime clock, EntryBatch batch, out string why)
    {
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        if (envelope.Command.IsNone) return RunOwn(entry, envelope.Kind, clock, batch, out why);
        why = "";
        if (state.NextDue is { } due && due.Nanoseconds + MostDelay <= clock.Nanoseconds)
        {
            why = $"something was due at {due} and did not lapse before it";
            return Rerun.Refuted;
        }

        if (_charter.TryRebuild(entry, out var charter))
        {
            if (charter is null) return Believe(entry, out why);
            state.Execute(charter, clock, batch);
            return Rerun.Ran;
        }

        why = "no command of a case leads to such an entry";
        if (state.Rules.CommandOf(entry) is not { } command) return Rerun.Refuted;
        state.Execute(command, clock, batch);
        return Rerun.Ran;
    }

    /// <summary>An entry of the node's own: a clock that ran out, a plaintext that is gone, a gap in time.</summary>
    private Rerun RunOwn(ReadOnlyMemory<byte> entry, EntryKind kind, LogTime clock, EntryBatch batch, out string why)
    {
        why = "";
        switch (kind)
        {
            case EntryKind.Act or EntryKind.RequestEnded or EntryKind.DutyOverdue or EntryKind.RetentionOver or EntryKind.ProposalEnded:
                why = "nothing was due then";
                if (!(state.NextDue <= clock)) return Rerun.Refuted;
                state.LapseFirst(clock, batch);
                return Rerun.Ran;
            case EntryKind.Destroyed when Destroyed.TryRead(entry, out var destroyed):
                why = "nobody ordered that destruction";
                return state.TryEnterDestroyed(destroyed!.Kept, clock, batch) ? Rerun.Ran : Rerun.Refuted;
            case EntryKind.Outage:
                return Believe(entry, out why);
            default:
                why = "nobody asked for it";
                return TakesUnasked ? Believe(entry, out why) : Rerun.Refuted;
        }
    }

    private Rerun Believe(ReadOnlyMemory<byte> entry, out string why)
    {
        why = "an entry of no known kind";
        return state.Apply(entry) ? Rerun.Believed : Rerun.Refuted;
    }
}
