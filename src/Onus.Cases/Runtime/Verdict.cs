using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>What became of a command, before anything is written: an act, another entry, or a refusal.</summary>
internal readonly record struct Verdict
{
    public CaseOutcome Outcome { get; private init; }

    /// <summary>What a refusal is about; -1 for nothing.</summary>
    public long About { get; private init; }

    /// <summary>The act to write; null where another entry is written.</summary>
    public ActDraft? Act { get; private init; }

    /// <summary>Writes and folds an entry that is no act, under that front; null for an act.</summary>
    public Action<EntryEnvelope, EntryBatch>? Entry { get; private init; }

    public static Verdict Refuse(CaseOutcome outcome, long about = -1) => new() { Outcome = outcome, About = about };

    public static Verdict Do(ActDraft act) => new() { Act = act, About = -1 };

    public static Verdict Write(Action<EntryEnvelope, EntryBatch> entry) => new() { Entry = entry, About = -1 };

    /// <summary>The act where its plan stands, else why it does not.</summary>
    public static Verdict Of(ActDraft act) =>
        act.Plan.Outcome == CaseOutcome.Accepted ? Do(act) : Refuse(act.Plan.Outcome, act.Plan.About);
}
