using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>What the charter asks of the cases: the acts that reach into one.</summary>
public interface ICharterCases
{
    /// <summary>Whether a case was opened by that entry, ended or not.</summary>
    bool Exists(ulong @case);

    /// <summary>Whether a case can go on under another version: accepted, or what is wrong with which party, account or
    /// fact.</summary>
    CharterOutcome Check(MigrateCase act, out long about);

    /// <summary>Whether a case can be ended so: accepted, or what is wrong with which party or account.</summary>
    CharterOutcome Check(CourtOrder act, out long about);

    /// <summary>Opens what the entry of an act that was checked needs, in entries of the node's own before it.</summary>
    void Prepare(CharterAct act, LogTime clock, EntryBatch batch);

    /// <summary>Makes the <see cref="CaseMigrated"/> entry of a migration that was checked, and folds it.</summary>
    byte[] Enter(MigrateCase act, EntryEnvelope front, CharterWarrant warrant);

    /// <summary>Makes the <see cref="CourtOrdered"/> entry of an order that was checked, and folds it.</summary>
    byte[] Enter(CourtOrder act, EntryEnvelope front, CharterWarrant warrant);
}
